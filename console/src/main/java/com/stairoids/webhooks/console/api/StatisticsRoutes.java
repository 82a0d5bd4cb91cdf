package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Counts;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Latency;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an endpoint did. */
final class StatisticsRoutes {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    /** What a graph can show, and an answer should hold. */
    private static final int MOST_INTERVALS = 1000;

    private final DeliveryLog log;
    private final EndpointRegistry endpoints;
    private final InstantSource time;

    StatisticsRoutes(DeliveryLog log, EndpointRegistry endpoints, InstantSource time) {
        this.log = log;
        this.endpoints = endpoints;
        this.time = time;
    }

    Map<String, Handler> handlers() {
        return Map.of("getStatistics", this::get);
    }

    private Answer get(Request request) throws LogUnavailableException {
        List<Violation> violations = Instants.violations(request, "from", "until");
        if (!violations.isEmpty()) {
            return Problems.badParameters(violations);
        }
        Instant until = request.optional("until").map(Instant::parse).orElse(time.instant());
        Instant from = request.optional("from").map(Instant::parse).orElse(until.minus(BY_DEFAULT));
        Duration step = Duration.ofHours(request.number("step_hours", 1));
        Duration length = Duration.between(from, until);
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            return Problems.badRequest("From " + from + " until " + until
                    + " is not between an instant and 366 days. Choose another time.");
        }
        if (length.dividedBy(step) > MOST_INTERVALS) {
            return Problems.badRequest("These are more than " + MOST_INTERVALS
                    + " intervals. Choose a larger step_hours, or a shorter time.");
        }
        if (!isKnown(request)) {
            return Problems.notFound();
        }
        return Answer.of(
                200,
                StatisticsView.of(
                        log.statistics(request.workspaceId(), request.required("endpoint_id"), from, until, step)));
    }

    /** Also one that is deleted, as long as its log is there. */
    private boolean isKnown(Request request) throws LogUnavailableException {
        return endpoints.look(EndpointRoutes.key(request)).isPresent()
                || log.activity(request.workspaceId(), request.required("endpoint_id"))
                        .isPresent();
    }

    record StatisticsView(IntervalView total, List<IntervalView> intervals) {
        static StatisticsView of(EndpointStatistics statistics) {
            return new StatisticsView(
                    IntervalView.of(statistics.total()),
                    statistics.intervals().stream().map(IntervalView::of).toList());
        }
    }

    record IntervalView(
            Instant from,
            Instant until,
            long succeeded,
            long failed,
            long delivered,
            long givenUp,
            long cancelled,
            @Nullable Double successRate,
            LatencyView latency) {
        static IntervalView of(EndpointStatistics.Interval interval) {
            Counts counts = interval.counts();
            return new IntervalView(
                    interval.from(),
                    interval.until(),
                    counts.succeeded(),
                    counts.failed(),
                    counts.delivered(),
                    counts.givenUp(),
                    counts.cancelled(),
                    counts.successRate().isPresent()
                            ? (Double) counts.successRate().getAsDouble()
                            : null,
                    LatencyView.of(interval.latency()));
        }
    }

    record LatencyView(
            long attempts,
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p95,
            @Nullable Long p99,
            @Nullable Long longest) {
        static LatencyView of(Latency latency) {
            return latency.attempts() == 0
                    ? new LatencyView(0, null, null, null, null, null)
                    : new LatencyView(
                            latency.attempts(),
                            latency.p50(),
                            latency.p90(),
                            latency.p95(),
                            latency.p99(),
                            latency.longest());
        }
    }
}
