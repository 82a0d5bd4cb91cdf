package com.stairoids.webhooks.browser.chromium;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a browser has to say against the pages it was shown: errors and warnings on its console, uncaught exceptions, breaches of
 * the content security policy, requests that failed, answers of 400 and above.
 */
public final class Complaints {
    /** What the browser says on its console of an answer, which is complained of as one. */
    private static final String OF_AN_ANSWER = "Failed to load resource: the server responded with a status of ";

    /** Of a request that a page no longer waits for, since it is being left. */
    private static final String LEFT = "net::ERR_ABORTED";

    private static final Set<String> HEARD = Set.of("error", "warning", "assert");
    private static final String REPORT_BREACHES = """
            document.addEventListener("securitypolicyviolation", breach =>
              reportBreach(breach.effectiveDirective + " " + breach.blockedURI + " " + breach.sample));
            """;

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Set<Integer> expected = ConcurrentHashMap.newKeySet();

    Complaints(BrowserContext context) {
        context.exposeFunction("reportBreach", arguments -> all.add("policy breached: " + arguments[0]));
        context.addInitScript(REPORT_BREACHES);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> all.add("uncaught: " + error.error()));
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
    }

    /** Answers with that status are what is wanted from now on. */
    public void expect(int status) {
        expected.add(status);
    }

    public List<String> all() {
        return List.copyOf(all);
    }

    private void heard(ConsoleMessage message) {
        if (HEARD.contains(message.type()) && !message.text().startsWith(OF_AN_ANSWER)) {
            Page page = message.page();
            all.add("console " + message.type() + ": " + message.text() + " on " + (page == null ? "?" : page.url()));
        }
    }

    private void failed(Request request) {
        if (!LEFT.equals(request.failure())) {
            all.add("failed: " + request.method() + " " + request.url() + ": " + request.failure());
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400 && !expected.contains(response.status())) {
            all.add("answered " + response.status() + ": " + response.request().method() + " " + response.url());
        }
    }
}
