package com.stairoids.webhooks.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What graphs can be over. */
public enum GraphSpan {
    DAY("24h", "24 hours", 24, 1),
    WEEK("7d", "7 days", 7 * 24, 6),
    MONTH("30d", "30 days", 30 * 24, 24);

    private final String code;
    private final String label;
    private final int hours;
    private final int stepHours;

    GraphSpan(String code, String label, int hours, int stepHours) {
        this.code = code;
        this.label = label;
        this.hours = hours;
        this.stepHours = stepHours;
    }

    /** The day where there is no such one. */
    static GraphSpan of(String code) {
        return Arrays.stream(values())
                .filter(span -> span.code.equals(code))
                .findFirst()
                .orElse(DAY);
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Length of an interval. */
    public int stepHours() {
        return stepHours;
    }

    /** The end of the interval that {@code now} is in; intervals begin at whole steps of UTC. */
    Instant end(Instant now) {
        long step = Duration.ofHours(stepHours).toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step);
    }

    Instant begin(Instant end) {
        return end.minus(Duration.ofHours(hours));
    }
}
