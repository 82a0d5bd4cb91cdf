package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;

/** A log entry as one line of text. */
final class HappeningLine {
    private HappeningLine() {}

    static String of(Happening happening) {
        DeliveryIdentity delivery = happening.delivery();
        return String.join(
                "  ",
                happening.at().toString(),
                delivery.endpointId(),
                delivery.eventType(),
                delivery.eventId(),
                what(happening));
    }

    private static String what(Happening happening) {
        return switch (happening) {
            case Attempted attempted -> attempted(attempted);
            case Happening.Parked parked -> "parked: " + parked.reason();
            case Happening.Cancelled cancelled ->
                "cancelled after " + cancelled.attempts() + " attempt(s): "
                        + cancelled.reason().code();
            case Happening.DeadLettered dead ->
                "dead-lettered after " + dead.attempts() + " attempt(s): "
                        + dead.failure().reason().code() + ": " + dead.failure().error();
            case Happening.Replayed replayed -> "replayed as " + replayed.replayDeliveryId();
        };
    }

    private static String attempted(Attempted attempted) {
        StringBuilder line = new StringBuilder("attempt ")
                .append(attempted.attempt())
                .append(
                        switch (attempted.outcome()) {
                            case DELIVERED -> " delivered";
                            case FAILED -> " failed";
                        });
        if (attempted.response() != null) {
            line.append(", answer ").append(attempted.response().status());
        }
        line.append(", ").append(attempted.timings().totalMs()).append(" ms");
        if (attempted.failure() != null) {
            line.append(": ")
                    .append(attempted.failure().reason().code())
                    .append(": ")
                    .append(attempted.failure().error());
        }
        if (attempted.nextAttempt() != null) {
            line.append("; next at ").append(attempted.nextAttempt().at());
        }
        return line.toString();
    }
}
