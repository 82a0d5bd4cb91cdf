package com.stairoids.webhooks.router.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The top-level members of an event as they were written; null where one is missing.
 *
 * @param data where the object stands among the record's bytes
 */
record Envelope(
        @Nullable String event,
        @Nullable String id,
        @Nullable String createdAt,
        @Nullable String workspaceId,
        @Nullable Data data) {

    /**
     * @param start offset of the opening brace
     * @param end offset after the closing brace
     * @param objects for each member that some type is about, whether it, the last of that name, is an object
     */
    record Data(int start, int end, Map<String, Boolean> objects) {}
}
