package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.console.contract.Contract;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;

/** How long requests took, by operation: neither an id nor what somebody made up becomes a label. */
final class RequestMeters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS");

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(Contract.Match match, String method, int status, Duration took) {
        Timer.builder("stairoids.console.requests")
                .description("How long the API took to answer")
                .tag(
                        "route",
                        match instanceof Contract.Match.Found found
                                ? found.operation().path().text()
                                : "none")
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20))
                .register(registry)
                .record(took);
    }
}
