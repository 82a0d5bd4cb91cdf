package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.IntervalView;
import com.stairoids.webhooks.schemas.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a graph draws, as its script takes it.
 *
 * @param kind {@code bars}, one upon the other, or {@code lines}
 * @param times the intervals' beginnings, in seconds since 1970
 * @param step the intervals' length, in seconds
 * @param lines values by the times; null where there is none
 */
record Series(String kind, List<Long> times, long step, List<Line> lines) {
    record Line(String label, String tone, List<@Nullable Long> values) {}

    static Series deliveries(List<IntervalView> intervals) {
        return new Series(
                "bars",
                times(intervals),
                step(intervals),
                List.of(
                        line("Delivered", "good", intervals, IntervalView::delivered),
                        line("Failed attempts", "wait", intervals, IntervalView::failed),
                        line("Failed", "bad", intervals, IntervalView::givenUp),
                        line("Cancelled", "idle", intervals, IntervalView::cancelled)));
    }

    static Series latency(List<IntervalView> intervals) {
        return new Series(
                "lines",
                times(intervals),
                step(intervals),
                List.of(
                        line(
                                "p50",
                                "good",
                                intervals,
                                interval -> interval.latency().p50()),
                        line(
                                "p95",
                                "wait",
                                intervals,
                                interval -> interval.latency().p95()),
                        line(
                                "p99",
                                "bad",
                                intervals,
                                interval -> interval.latency().p99())));
    }

    String json() {
        return Json.writeText(Map.of("kind", kind, "times", times, "step", step, "lines", lines));
    }

    private static List<Long> times(List<IntervalView> intervals) {
        return intervals.stream()
                .map(interval -> interval.from().getEpochSecond())
                .toList();
    }

    private static long step(List<IntervalView> intervals) {
        return intervals.isEmpty()
                ? 0
                : intervals.getFirst().until().getEpochSecond()
                        - intervals.getFirst().from().getEpochSecond();
    }

    private static Line line(
            String label, String tone, List<IntervalView> intervals, Function<IntervalView, @Nullable Long> value) {
        @Nullable Long[] values = intervals.stream().map(value).toArray(Long[]::new);
        return new Line(label, tone, Arrays.asList(values));
    }
}
