package com.stairoids.webhooks.console.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The times of forms: fields for a date and a time know no zone, and all times here are UTC. */
public final class UtcTimes {
    private UtcTimes() {}

    /** As operations take it; what is no time stays as it is, for them to refuse. */
    static String toInstant(String typed) {
        try {
            return LocalDateTime.parse(typed).toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeException e) {
            return typed;
        }
    }

    /** As a field takes it, to the second. */
    public static String toField(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** What was typed, or came in a link, as a field takes it. */
    static String toField(String typed) {
        try {
            return toField(Instant.parse(typed));
        } catch (DateTimeException e) {
            return typed;
        }
    }
}
