package com.stairoids.webhooks.console.display;

import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import java.util.Objects;

/** How a delivery stands, in words. */
public final class DeliveryWords {
    private DeliveryWords() {}

    /** As in {@code Delivered}. */
    public static String label(DeliveryStatus status) {
        return switch (status) {
            case RETRYING -> "Retrying";
            case PARKED -> "Waiting";
            case DELIVERED -> "Delivered";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
        };
    }

    /** What the style sheet calls it. */
    public static String tone(DeliveryStatus status) {
        return switch (status) {
            case DELIVERED -> "good";
            case FAILED -> "bad";
            case RETRYING, PARKED -> "wait";
            case CANCELLED -> "idle";
        };
    }

    /** For whoever chooses among them. */
    public static String choice(DeliveryStatus status) {
        return status == DeliveryStatus.PARKED ? "Waiting for the endpoint" : label(status);
    }

    /** Why it stands so, as a sentence. */
    public static String sentence(DeliveryView delivery) {
        return switch (delivery.status()) {
            case DELIVERED -> delivered(delivery);
            case RETRYING ->
                "Attempt " + delivery.attempts() + " of " + RetryTier.MAX_ATTEMPTS
                        + " failed. The next one is made by itself.";
            case PARKED ->
                "It waits for its endpoint, at no cost to its attempts. "
                        + Objects.requireNonNullElse(delivery.reason(), "");
            case FAILED -> failed(delivery);
            case CANCELLED -> cancelled(Objects.requireNonNullElse(delivery.reason(), ""));
        };
    }

    private static String delivered(DeliveryView delivery) {
        if (delivery.cause() == Cause.TEST) {
            return "The endpoint took the test.";
        }
        return delivery.attempts() == 1
                ? "The endpoint took it at the first attempt."
                : "The endpoint took it at attempt " + delivery.attempts() + ".";
    }

    private static String failed(DeliveryView delivery) {
        String why = delivery.failure() == null ? "" : " " + delivery.failure().error();
        if (delivery.cause() == Cause.TEST) {
            return "A test is sent once." + why;
        }
        return "Given up after " + delivery.attempts() + (delivery.attempts() == 1 ? " attempt." : " attempts.") + why;
    }

    private static String cancelled(String reason) {
        return switch (reason) {
            case "endpoint-deleted" -> "Nothing more was sent, since its endpoint was deleted.";
            case "endpoint-disabled" -> "Nothing more was sent, since its endpoint was disabled.";
            case "test-expired" -> "Nothing was sent: the test was not begun within 15 minutes. Send another one.";
            default -> "Nothing more was sent.";
        };
    }
}
