package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import java.time.Duration;

/**
 * How long the ledger remembers.
 *
 * @param kept an entry at least, by this process's clock
 * @param everySweep between two looks at what may be forgotten
 * @param entriesPerSweep which one look goes through at most; the next one goes on after them
 */
record LedgerRules(Duration kept, Duration everySweep, int entriesPerSweep) {
    static final LedgerRules DECLARED = new LedgerRules(ReplayRequest.REMEMBERED, Duration.ofHours(1), 100_000);
}
