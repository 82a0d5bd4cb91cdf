package com.stairoids.webhooks.router;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events as upstream writes them. */
public final class Events {
    private Events() {}

    /** A good {@code signal.created}, as short as one can be. */
    public static byte[] signal(String workspaceId) {
        return signal(workspaceId, "\"x\":1");
    }

    /** A good {@code signal.created}, with {@code members} in its signal. */
    public static byte[] signal(String workspaceId, String members) {
        return "{\"event\":\"signal.created\",\"workspace_id\":\"%s\",\"data\":{\"signal\":{%s}}}"
                .formatted(workspaceId, members)
                .getBytes(UTF_8);
    }
}
