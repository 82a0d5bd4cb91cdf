package com.stairoids.webhooks.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times and figures are written. */
public final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Words() {}

    /** As in {@code 25 Nov 2026, 10:00:00 UTC}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** As in {@code 25 Nov, 10:00:00}, where it is plain which year and zone. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /**
     * As in {@code 99.2 %}; never 100 where something failed, nor 0 where something did not.
     *
     * @param rate 0 to 1
     */
    public static String percent(double rate) {
        double percent = rate == 1 || rate == 0 ? rate * 100 : Math.clamp(rate * 100, 0.1, 99.9);
        return String.format(Locale.ENGLISH, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
    }

    /** As in {@code 340 ms} or {@code 1.20 s}. */
    public static String milliseconds(long milliseconds) {
        return milliseconds < 1000
                ? milliseconds + " ms"
                : String.format(Locale.ENGLISH, "%.2f s", milliseconds / 1000.0);
    }

    /** As in {@code 2 hours}: the largest unit that is whole. */
    public static String duration(Duration duration) {
        if (duration.isPositive() && duration.toSeconds() % 86_400 == 0) {
            return counted(duration.toDays(), "day");
        }
        if (duration.isPositive() && duration.toSeconds() % 3600 == 0) {
            return counted(duration.toHours(), "hour");
        }
        return duration.toSeconds() % 60 == 0
                ? counted(duration.toMinutes(), "minute")
                : counted(duration.toSeconds(), "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
