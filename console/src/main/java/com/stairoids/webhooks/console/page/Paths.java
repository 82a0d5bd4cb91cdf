package com.stairoids.webhooks.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pages are. */
public final class Paths {
    public static final String LOGIN = "/login";
    public static final String LOGOUT = "/logout";
    public static final String WORKSPACES = "/workspaces";

    /** The page of an endpoint, as routes have it. */
    static final String ENDPOINT = "/workspaces/{workspace_id}/webhooks/{endpoint_id}";

    private Paths() {}

    public static String webhooks(String workspaceId) {
        return WORKSPACES + "/" + encoded(workspaceId) + "/webhooks";
    }

    public static String newEndpoint(String workspaceId) {
        return webhooks(workspaceId) + "/new";
    }

    public static String endpoint(String workspaceId, String endpointId) {
        return webhooks(workspaceId) + "/" + encoded(endpointId);
    }

    public static String delivery(String workspaceId, String deliveryId) {
        return WORKSPACES + "/" + encoded(workspaceId) + "/deliveries/" + encoded(deliveryId);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
