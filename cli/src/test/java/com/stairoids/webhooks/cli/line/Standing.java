package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.schemas.attempt.Happening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a delivery stands, as the console words it.
 *
 * @param attempts that were made
 */
record Standing(String status, int attempts) {
    private static final Standing NEW = new Standing("new", 0);

    /** By what happened last to each: of one delivery's happenings the order is the topic's. */
    static Map<String, Standing> byDelivery(List<Happening> log) {
        Map<String, Standing> standings = new HashMap<>();
        log.forEach(happening -> standings.compute(
                happening.delivery().id(), (_, before) -> (before == null ? NEW : before).after(happening)));
        return standings;
    }

    /** Whether nothing will happen to it any more. */
    boolean hasEnded() {
        return !status.equals("retrying") && !status.equals("parked");
    }

    private Standing after(Happening happening) {
        return switch (happening) {
            case Happening.Attempted attempted
            when attempted.outcome() == Happening.Outcome.DELIVERED -> new Standing("delivered", attempted.attempt());
            case Happening.Attempted attempted -> new Standing("retrying", attempted.attempt());
            case Happening.Parked _ -> new Standing("parked", attempts);
            case Happening.Cancelled _ -> new Standing("cancelled", attempts);
            case Happening.DeadLettered _ -> new Standing("failed", attempts);
            case Happening.Replayed _ -> this;
        };
    }
}
