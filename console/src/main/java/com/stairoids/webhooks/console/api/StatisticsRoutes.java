package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Violation;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.StatisticsRange;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How endpoints do. */
final class StatisticsRoutes {
    /** Rounded up to an hour, it still has a year of four figures. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    private final DeliveryLog log;
    private final EndpointRegistry endpoints;
    private final InstantSource time;

    StatisticsRoutes(DeliveryLog log, EndpointRegistry endpoints, InstantSource time) {
        this.log = log;
        this.endpoints = endpoints;
        this.time = time;
    }

    Map<String, Handler> handlers() {
        return Map.of("getStatistics", this::get, "listActivity", this::activity);
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
        if (from.isBefore(Instant.EPOCH) || until.isAfter(LATEST)) {
            return Problems.badRequest(
                    "From " + from + " until " + until + " is not within the years 1970 to 9998. Choose another time.");
        }
        if (StatisticsRange.around(from, until, step).intervals() > StatisticsRange.MOST_INTERVALS) {
            return Problems.badRequest("These are more than " + StatisticsRange.MOST_INTERVALS
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

    private Answer activity(Request request) throws LogUnavailableException {
        return Answer.of(
                200,
                new ActivityList(log.activities(request.workspaceId()).stream()
                        .map(ActivityView::of)
                        .toList()));
    }

    /** Also one that is deleted, as long as its log is there. */
    private boolean isKnown(Request request) throws LogUnavailableException {
        // The log first: it is at hand, and Kafka is not.
        return log.activity(request.workspaceId(), request.required("endpoint_id"))
                        .isPresent()
                || endpoints.look(EndpointRoutes.key(request)).isPresent();
    }
}
