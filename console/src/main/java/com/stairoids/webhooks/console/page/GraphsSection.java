package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.IntervalView;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint did, drawn and as tables.
 *
 * @param path the endpoint's page
 * @param statistics null where they are not to be had
 * @param problem why not
 * @param seen differs wherever what is drawn differs
 */
public record GraphsSection(
        String path,
        GraphSpan span,
        @Nullable StatisticsView statistics,
        @Nullable Problem problem,
        String seen) {
    public List<GraphSpan> spans() {
        return List.of(GraphSpan.values());
    }

    public String url(GraphSpan other) {
        return path + "?over=" + other.code() + "#graphs";
    }

    public String liveUrl() {
        return path + "/graphs?over=" + span.code();
    }

    public List<IntervalView> intervals() {
        return statistics == null ? List.of() : statistics.intervals();
    }

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return intervals().stream()
                .allMatch(interval ->
                        interval.succeeded() + interval.failed() + interval.givenUp() + interval.cancelled() == 0);
    }

    public String deliveries() {
        return Series.deliveries(intervals()).json();
    }

    public String latency() {
        return Series.latency(intervals()).json();
    }

    /** What the first graph says at a glance. */
    public String summary() {
        if (statistics == null) {
            return "";
        }
        IntervalView total = statistics.total();
        return total.delivered() + " delivered, " + total.failed() + " failed attempts, " + total.givenUp()
                + " given up, " + total.cancelled() + " cancelled in the last " + span.label() + ".";
    }

    /** What the second one says at a glance. */
    public String latencySummary() {
        if (statistics == null || statistics.total().latency().p50() == null) {
            return "No attempts in the last " + span.label() + ".";
        }
        return "Half of the attempts took at most "
                + milliseconds(statistics.total().latency().p50())
                + ", 95 of 100 at most "
                + milliseconds(statistics.total().latency().p95()) + ", 99 of 100 at most "
                + milliseconds(statistics.total().latency().p99()) + ".";
    }

    /** A dash where there is none. */
    public String milliseconds(@Nullable Long value) {
        return value == null ? "–" : Words.milliseconds(value);
    }
}
