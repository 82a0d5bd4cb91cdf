package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.sender.consume.Delivery;

/** What is to be done with a delivery at the moment its attempt could start. */
public sealed interface Admission {
    /** POST it to the endpoint as it is now. */
    record Send(Recipient recipient) implements Admission {}

    /** The table does not know yet what the router knew. */
    record Wait() implements Admission {}

    /** The endpoint is gone or disabled. */
    record Cancel(CancelReason reason) implements Admission {}

    /** The endpoint's record cannot be read: an attempt that fails here, not at the customer's. */
    record Unreadable(String why) implements Admission {}

    static Admission of(Delivery delivery, SubscriptionTable table) {
        if (!table.hasReached(delivery.headers().subscriptionOffset())) {
            return new Wait();
        }
        return table.find(delivery.endpoint())
                .map(entry -> switch (entry) {
                    case SubscriptionTable.Entry.Unreadable(String why) -> new Unreadable(why);
                    case SubscriptionTable.Entry.Known(Recipient recipient) -> ofStatus(recipient);
                })
                .orElseGet(() -> new Cancel(CancelReason.ENDPOINT_DELETED));
    }

    private static Admission ofStatus(Recipient recipient) {
        return switch (recipient.subscription().status()) {
            case ENABLED -> new Send(recipient);
            case DISABLED -> new Cancel(CancelReason.ENDPOINT_DISABLED);
        };
    }
}
