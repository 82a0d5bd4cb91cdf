package com.stairoids.webhooks.schemas.endpoint;

import com.stairoids.webhooks.schemas.event.Identifiers;
import java.util.Optional;

/**
 * The key of the subscriptions topic, {@code <workspace id>/<endpoint id>}. The slash is in no id, so a scan of
 * {@code ws_1/} cannot meet {@code ws_10/}, and a tombstone still says whose endpoint it was.
 */
public record EndpointKey(String workspaceId, String endpointId) {
    public EndpointKey {
        if (!Identifiers.isOpaqueId(workspaceId) || !Identifiers.isOpaqueId(endpointId)) {
            throw new IllegalArgumentException(
                    "a workspace id and an endpoint id are 1 to 128 of A-Z a-z 0-9 _ -, but got " + workspaceId
                            + " and " + endpointId);
        }
    }

    /** Empty where {@code text} is no such key. */
    public static Optional<EndpointKey> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String workspace = text.substring(0, slash);
        String endpoint = text.substring(slash + 1);
        return Identifiers.isOpaqueId(workspace) && Identifiers.isOpaqueId(endpoint)
                ? Optional.of(new EndpointKey(workspace, endpoint))
                : Optional.empty();
    }

    /** What all keys of a workspace begin with. */
    public static String prefix(String workspaceId) {
        return workspaceId + "/";
    }

    @Override
    public String toString() {
        return prefix(workspaceId) + endpointId;
    }
}
