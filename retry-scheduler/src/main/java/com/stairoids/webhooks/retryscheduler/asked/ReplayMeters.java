package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows the counts of requests for replays. */
final class ReplayMeters {
    private ReplayMeters() {}

    static void show(ReplayCounts counts, MeterRegistry registry) {
        show(counts, "sent", ReplayCounts::sent, registry);
        show(counts, "repeated", ReplayCounts::repeated, registry);
        show(counts, "malformed", ReplayCounts::malformed, registry);
        FunctionCounter.builder("stairoids.dead.letters", counts, ReplayCounts::malformed)
                .description("Deliveries that became dead letters")
                .tag("reason", FailureReason.MALFORMED_DELIVERY.code())
                .register(registry);
    }

    private static void show(
            ReplayCounts counts, String outcome, ToDoubleFunction<ReplayCounts> value, MeterRegistry registry) {
        FunctionCounter.builder("stairoids.replay.requests", counts, value)
                .description("Requests for replays, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
