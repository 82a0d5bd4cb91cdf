package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.EndpointView;
import java.util.Map;

/** The version of an endpoint that whoever changes it has seen: forms carry it, operations take it as If-Match. */
final class Versions {
    static final String FIELD = "version";

    private Versions() {}

    static String text(EndpointView endpoint) {
        return Long.toString(endpoint.version());
    }

    /** As a parameter of an operation; none where the form has none, which the operation refuses. */
    static Map<String, String> seen(PageRequest request) {
        return request.form()
                .filled(FIELD)
                .map(version -> Map.of("If-Match", "\"" + version + "\""))
                .orElse(Map.of());
    }
}
