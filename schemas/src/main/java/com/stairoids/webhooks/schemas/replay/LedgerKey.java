package com.stairoids.webhooks.schemas.replay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry in the ledger of replays, {@code <delivery id>/<run>}; the slash is in no id and in no run's name. It must
 * never change: entries last for {@link ReplayRequest#REMEMBERED}.
 *
 * @param deliveryId of the delivery that was replayed
 * @param run in which it was; null where it was to be replayed only if it never had been
 */
public record LedgerKey(String deliveryId, @Nullable String run) {
    private static final char SEPARATOR = '/';

    /** The entry of a request that is answered. */
    public static LedgerKey of(ReplayRequest request) {
        return new LedgerKey(request.key(), request.run());
    }

    /** Reads {@link #toString()}; empty where it is no such key. */
    public static Optional<LedgerKey> parse(@Nullable String text) {
        int separator = text == null ? -1 : text.indexOf(SEPARATOR);
        if (text == null || separator < 0) {
            return Optional.empty();
        }
        String run = text.substring(separator + 1);
        return Optional.of(new LedgerKey(text.substring(0, separator), run.isEmpty() ? null : run));
    }

    /** What the keys of all entries of a delivery begin with, and those of no other. */
    public static String firstOf(String deliveryId) {
        return deliveryId + SEPARATOR;
    }

    @Override
    public String toString() {
        return firstOf(deliveryId) + (run == null ? "" : run);
    }
}
