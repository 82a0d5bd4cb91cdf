package com.stairoids.webhooks.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deliveries, newest first; the cursor is null on the last page. */
public record DeliveryList(
        List<DeliveryView> data, @Nullable String nextCursor) {}
