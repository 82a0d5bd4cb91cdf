package com.stairoids.webhooks.deliverylog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a delivery stands, in a word. */
public enum DeliveryStatus {
    /** An attempt failed and another one is due. */
    RETRYING,
    /** It waits for its endpoint, at no cost to its attempts. */
    PARKED,
    /** An attempt was a success. */
    DELIVERED,
    /** It was given up; it may be asked for again. */
    FAILED,
    /** It ended because its endpoint was gone or disabled. */
    CANCELLED;

    /** As in {@code delivered}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
