package com.stairoids.webhooks.console.page;

import static java.util.Map.entry;

import java.util.Map;

/** For each route of a workspace, by its name: the form that its POST takes, and what a page of it is for. A route without one fails every test that asks. */
final class PageCases {
    private static final String NONE = "";
    private static final String VERSION = "version=1";

    private static final Map<String, String> FORMS = Map.ofEntries(
            entry("GET /workspaces/{workspace_id}/webhooks", NONE),
            entry("GET /workspaces/{workspace_id}/webhooks/new", NONE),
            entry(
                    "POST /workspaces/{workspace_id}/webhooks/new",
                    "url=https%3A%2F%2Fexample.com%2Fin&event_types=signal.created&token=a"),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}", NONE),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/edit", NONE),
            entry(
                    "POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/edit",
                    VERSION + "&url=https%3A%2F%2Fexample.com%2Fin&event_types=signal.created"),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/roll-secret", NONE),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/roll-secret", VERSION + "&overlap=PT1H"),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/end-overlap", VERSION),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/disable", VERSION),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/enable", VERSION),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/delete", NONE),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/delete", VERSION),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/test", "event_type=signal.created"),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/test/{delivery_id}", NONE),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/graphs", NONE),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/log", NONE),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/retriggers", "since=2026-11-25T10%3A00"),
            entry("GET /workspaces/{workspace_id}/webhooks/{endpoint_id}/retriggers/{retrigger_id}", NONE),
            entry("POST /workspaces/{workspace_id}/webhooks/{endpoint_id}/retriggers/{retrigger_id}/cancel", NONE),
            entry("GET /workspaces/{workspace_id}/deliveries/{delivery_id}", NONE),
            entry("POST /workspaces/{workspace_id}/deliveries/{delivery_id}/retrigger", "key=a"));

    private PageCases() {}

    static String form(PageRoute route) {
        String form = FORMS.get(route.toString());
        if (form == null) {
            throw new AssertionError("there is a new route " + route + ": give it a case here");
        }
        return form;
    }

    static String target(PageRoute route, String workspaceId) {
        return route.path()
                .text()
                .replace("{workspace_id}", workspaceId)
                .replace("{endpoint_id}", "ep_1")
                .replace("{delivery_id}", "dlv_1")
                .replace("{retrigger_id}", "rt_1");
    }
}
