package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.asset.Assets;
import com.stairoids.webhooks.console.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title its h1, and the beginning of the window's title
 * @param workspaceId null where the page is about none
 */
public record Frame(
        String title,
        List<Crumb> crumbs,
        Assets assets,
        @Nullable Session session,
        @Nullable String workspaceId,
        @Nullable Notice notice) {
    public Frame {
        crumbs = List.copyOf(crumbs);
    }

    public String asset(String fileName) {
        return assets.url(fileName);
    }

    /** What forms carry; empty where nobody is signed in. */
    public String csrf() {
        return session == null ? "" : session.csrf();
    }

    /** Where the workspace's endpoints are. */
    public String webhooks() {
        return workspaceId == null ? "/" : Paths.webhooks(workspaceId);
    }

    public boolean isOperator() {
        return session != null && session.caller().token().workspaceId() == null;
    }

    /** As in {@code CI (admin)}. */
    public String signedInAs() {
        return session == null
                ? ""
                : session.caller().token().name() + " ("
                        + session.caller().token().role().wireName() + ")";
    }
}
