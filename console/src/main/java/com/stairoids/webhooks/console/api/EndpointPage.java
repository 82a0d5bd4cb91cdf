package com.stairoids.webhooks.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Endpoints, oldest first; the cursor is null on the last page. */
public record EndpointPage(
        List<EndpointView> data, @Nullable String nextCursor) {}
