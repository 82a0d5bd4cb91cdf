package com.stairoids.webhooks.browser.chromium;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.line.Line;
import com.stairoids.webhooks.schemas.token.TokenRole;
import java.net.URI;

/**
 * Somebody at a browser of their own, who finds things as people do who see or hear the page: by role and name, never by
 * CSS. {@link #complaints} has what the browser did not like on the way.
 */
public final class Visitor implements AutoCloseable {
    /** How long a control may take to appear, in milliseconds. */
    private static final double PATIENCE = 10_000;

    private final BrowserContext context;
    private final Line line;
    private final Complaints complaints;
    private final Page page;

    Visitor(BrowserContext context, Line line) {
        this.context = context;
        this.line = line;
        this.complaints = new Complaints(context);
        context.setDefaultTimeout(PATIENCE);
        this.page = context.newPage();
    }

    public Page page() {
        return page;
    }

    public Complaints complaints() {
        return complaints;
    }

    /** @param path begins with a slash */
    public void goTo(String path) {
        page.navigate(line.console(path));
    }

    /** Signs in with a new token, as somebody does who was given one. */
    public void signIn(String workspaceId, TokenRole role) {
        signIn(line.token(workspaceId, role));
        heading("Webhooks").waitFor();
    }

    /** Signs in as somebody who is of no workspace, and chooses none yet. */
    public void signInAsOperator() {
        signIn(line.operatorToken());
        field("Workspace").waitFor();
    }

    private void signIn(String token) {
        goTo("/login");
        field("Token").fill(token);
        button("Sign in").click();
    }

    /** Adds an endpoint as people do, and goes on to its page; that one's path. */
    public String addEndpoint(String workspaceId, String name, String url, String... eventTypes) {
        goTo("/workspaces/" + workspaceId + "/webhooks/new");
        field("Endpoint URL").fill(url);
        field("Name").fill(name);
        for (String eventType : eventTypes) {
            named(AriaRole.CHECKBOX, eventType).check();
        }
        button("Save").click();
        heading("Signing secret").waitFor();
        link("Continue").click();
        heading(name).waitFor();
        return URI.create(page.url()).getPath();
    }

    /** A control with that label. */
    public Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    public Locator button(String name) {
        return named(AriaRole.BUTTON, name);
    }

    public Locator link(String name) {
        return named(AriaRole.LINK, name);
    }

    public Locator heading(String name) {
        return named(AriaRole.HEADING, name);
    }

    /** All with that role and exactly that name. */
    public Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Whatever says that. */
    public Locator saying(String text) {
        return page.getByText(text);
    }

    /** What was copied last. */
    public String clipboard() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    @Override
    public void close() {
        context.close();
    }
}
