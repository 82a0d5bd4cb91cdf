package com.stairoids.webhooks.settings;

import java.util.List;

/** What whoever registers endpoints and whoever routes to them go by alike. */
public final class EndpointSettings {
    public static final Setting<Integer> MAX_PER_WORKSPACE = Setting.wholeNumber(
            "endpoints.max-per-workspace",
            100,
            1,
            10_000,
            "Endpoints that a workspace may have, for routers, consoles and the endpoints command alike; raise it at the"
                    + " routers first. Lowering it removes none: an event that would go to more enabled ones is rejected and"
                    + " goes to none.");

    public static final List<Setting<?>> ALL = List.of(MAX_PER_WORKSPACE);

    private EndpointSettings() {}
}
