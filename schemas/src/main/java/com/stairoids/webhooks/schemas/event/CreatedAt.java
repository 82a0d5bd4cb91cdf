package com.stairoids.webhooks.schemas.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spelling of {@code created_at}: ISO 8601 in UTC, as in {@code 2024-06-15T14:32:07Z}, up to nine decimals. */
public final class CreatedAt {
    private static final Pattern SPELLING =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    private CreatedAt() {}

    /** The instant that {@code text} spells; empty where it is not ISO 8601 in UTC or names no real date. */
    public static Optional<Instant> parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The value for an event whose source gave none: the time of its record, milliseconds since 1970. One outside the
     * years 0 to 9999 gets a spelling that {@link #parse} refuses.
     */
    public static String ofTimestamp(long timestamp) {
        return Instant.ofEpochMilli(timestamp).toString();
    }
}
