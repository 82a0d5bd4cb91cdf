package com.stairoids.webhooks.cli.bulk;

import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A time as somebody at a terminal writes it: ISO 8601 in UTC, or how long ago it was. */
public final class TimeText {
    private TimeText() {}

    /**
     * @param option that it was written for, to name it
     * @throws InvalidSettingException where it is neither
     */
    public static @Nullable Instant parse(String option, @Nullable String text, InstantSource time) {
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
