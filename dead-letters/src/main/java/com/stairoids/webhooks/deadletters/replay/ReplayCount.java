package com.stairoids.webhooks.deadletters.replay;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many of the wanted dead letters were treated how.
 *
 * @param asked asked for now, or to be asked for
 * @param taken of these, those whose request Kafka has taken
 * @param askedBefore asked for already: nothing is sent for them
 * @param refused not asked for, and why
 */
public record ReplayCount(long asked, long taken, long askedBefore, Map<Refusal, Long> refused) {
    public ReplayCount {
        refused = refused.isEmpty() ? Map.of() : new EnumMap<>(refused);
    }

    /** All that were wanted, however they were treated. */
    public long inAll() {
        return asked + askedBefore + refusedInAll();
    }

    /** Those that were refused, for whatever reason. */
    public long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
