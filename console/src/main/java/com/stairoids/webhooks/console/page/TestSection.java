package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.schemas.event.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a test is sent from.
 *
 * @param path the endpoint's page
 * @param eventTypes all there are
 * @param chosen the one that is selected
 * @param result of the last one; null where the page was not asked about any
 */
public record TestSection(
        String path,
        List<EventType> eventTypes,
        String chosen,
        String csrf,
        @Nullable TestResult result) {
    static final String ANCHOR = "#test";
}
