package com.stairoids.webhooks.deliverylog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some deliveries, newest first.
 *
 * @param next where the next page begins, for {@link DeliveryQuery#after}; null where this is the last one
 */
public record DeliveryPage(
        List<LoggedDelivery> deliveries, @Nullable DeliveryPosition next) {
    public DeliveryPage {
        deliveries = List.copyOf(deliveries);
    }
}
