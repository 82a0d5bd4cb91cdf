package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.replay.LedgerKey;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What was replayed: key a {@link LedgerKey}, value the time in milliseconds. Its changelog is read by who asks for replays.
 * Belongs to the task's thread.
 */
final class ReplayLedger {
    private final KeyValueStore<String, Long> entries;
    private final LedgerRules rules;

    /** Where the last sweep ended; null for the beginning. */
    private @Nullable String sweptTo;

    ReplayLedger(KeyValueStore<String, Long> entries, LedgerRules rules) {
        this.entries = entries;
        this.rules = rules;
    }

    /** Whether nothing is to be sent: in a run, what it has had already; without one, what was replayed at all. */
    boolean isAnswered(ReplayRequest request) {
        if (request.run() != null) {
            return entries.get(LedgerKey.of(request).toString()) != null;
        }
        String first = LedgerKey.firstOf(request.key());
        // '0' comes after '/'.
        try (KeyValueIterator<String, Long> runs = entries.range(first, request.key() + "0")) {
            return runs.hasNext() && runs.peekNextKey().startsWith(first);
        }
    }

    void enter(ReplayRequest request, long now) {
        entries.put(LedgerKey.of(request).toString(), now);
    }

    /** Forgets what is older than the rules have it, among the next entries. */
    void sweep(long now) {
        long oldest = now - rules.kept().toMillis();
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, Long> next = entries.range(sweptTo, null)) {
            int seen = 0;
            while (next.hasNext() && seen < rules.entriesPerSweep()) {
                KeyValue<String, Long> entry = next.next();
                seen++;
                if (entry.value < oldest) {
                    old.add(entry.key);
                }
            }
            sweptTo = next.hasNext() ? next.peekNextKey() : null;
        }
        old.forEach(entries::delete);
    }
}
