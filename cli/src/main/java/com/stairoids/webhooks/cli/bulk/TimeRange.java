package com.stairoids.webhooks.cli.bulk;

import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What {@code --since} and {@code --until} say; null where one of them is absent. */
public record TimeRange(@Nullable Instant since, @Nullable Instant until) {

    /**
     * Reads the two as somebody at a terminal writes them: ISO 8601 in UTC, or how long ago it was.
     *
     * @throws InvalidSettingException where one is neither, or nothing could lie between them
     */
    public static TimeRange parse(@Nullable String since, @Nullable String until, InstantSource time) {
        Instant from = time("--since", since, time);
        Instant to = time("--until", until, time);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidSettingException("--since must be before --until");
        }
        return new TimeRange(from, to);
    }

    private static @Nullable Instant time(String option, @Nullable String text, InstantSource time) {
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T") ? Instant.parse(text) : time.instant().minus(Durations.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    option + " must be a time such as 2026-01-31T12:00:00Z, or how long ago it was, such as 90m or 2d",
                    e);
        }
    }
}
