package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleTokens;
import com.stairoids.webhooks.console.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page and every form: who gets it, and what stands around it. */
final class PageRoutesTest {
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

    private static ConsoleWithoutKafka console;

    @BeforeAll
    static void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @BeforeEach
    void rememberAnEndpoint() {
        console.endpoints.remember(ConsoleWithoutKafka.WORKSPACE, "ep_1", "CRM", null);
        console.fail("ep_1", "dlv_1");
        console.retriggers.run("running", 5L, 2);
    }

    @AfterAll
    static void stopConsole() {
        console.close();
    }

    static Stream<PageRoute> routes() {
        return console.pages.routes().stream()
                .filter(route -> route.path().text().contains("{workspace_id}"));
    }

    @Test
    void whatIsOutsideAWorkspaceIsKnown() {
        assertThat(console.pages.routes().stream()
                        .filter(route -> !route.path().text().contains("{workspace_id}"))
                        .map(PageRoute::toString))
                .containsExactlyInAnyOrder("GET /", "GET /login", "POST /login", "POST /logout", "GET /workspaces");
    }

    @Test
    void whatIsNoPageSaysSo() {
        Reply unknown = console.get("/nowhere", SampleTokens.ADMIN);
        Reply method = console.get("/logout", SampleTokens.ADMIN);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("<h1>There is no such page</h1>");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("allow")).contains("POST");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anAdminGetsItWithinItsPolicy(PageRoute route) {
        Reply reply = ask(route, ConsoleWithoutKafka.WORKSPACE, SampleTokens.ADMIN);

        assertThat(reply.status()).as(reply.body()).isIn(200, 303);
        if (reply.status() == 200) {
            assertThat(reply.header("content-security-policy"))
                    .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(reply.header("referrer-policy")).contains("same-origin");
            assertThat(reply.header("content-type")).contains("text/html; charset=utf-8");
            assertThat(INLINE.matcher(reply.body()).find()).as(reply.body()).isFalse();
        }
        assertThat(reply.header("cache-control")).contains("no-store");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("x-frame-options")).contains("DENY");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whoeverIsNotSignedInSignsInFirst(PageRoute route) {
        Map<String, String> headers = Map.of("Sec-Fetch-Site", "same-origin");

        Reply reply = console.http.send(
                route.method(), PageCases.target(route, ConsoleWithoutKafka.WORKSPACE), headers, new byte[0]);

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.location()).startsWith("/login");
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aForeignTokenLearnsNothingOfAWorkspace(PageRoute route) {
        String sealed = console.sealed(SampleTokens.FOREIGN_ADMIN);

        Reply reply = askSealed(route, ConsoleWithoutKafka.WORKSPACE, sealed);
        Reply unknown = askSealed(route, "ws_none", sealed);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(unknown.body()).doesNotContain("CRM");
        assertThat(console.endpoints.find("ep_1").orElseThrow().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aViewerLooksAndChangesNothing(PageRoute route) {
        Reply reply = ask(route, ConsoleWithoutKafka.WORKSPACE, SampleTokens.VIEWER);

        // A part of a page leads whoever opens it by itself to the page.
        assertThat(reply.status()).isIn(route.access() == Access.VIEWER ? List.of(200, 303) : List.of(403));
        assertThat(route.access() == Access.VIEWER).isEqualTo(looks(route));
        assertThat(reply.body())
                .doesNotContainPattern("<form(?![^>]*action=\"/logout\")[^>]*method=\"post\"")
                .doesNotContain("/edit\"", "/delete\"", "/roll-secret\"", "/webhooks/new\"");
        assertThat(console.endpoints.find("ep_1").orElseThrow().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aChangeNeedsThePageThatAsksForIt(PageRoute route) {
        if (!route.method().equals("POST")) {
            return;
        }
        String sealed = console.sealed(SampleTokens.ADMIN);
        Session session = console.sessions.open(sealed).orElseThrow();
        String form = PageCases.form(route);

        for (var attempt : Map.of(
                        "no-csrf", Map.of("Sec-Fetch-Site", "same-origin"),
                        "wrong-csrf", Map.of("Sec-Fetch-Site", "same-origin", "X-CSRF-Token", "x".repeat(43)),
                        "cross-site", Map.of("Sec-Fetch-Site", "cross-site", "X-CSRF-Token", session.csrf()),
                        "other-origin", Map.of("Origin", "http://evil.example", "X-CSRF-Token", session.csrf()),
                        "no-origin", Map.of("X-CSRF-Token", session.csrf()))
                .entrySet()) {
            Map<String, String> headers = new LinkedHashMap<>(attempt.getValue());
            headers.put("Cookie", "stairoids_session=" + sealed);

            Reply reply = console.http.send(
                    "POST",
                    PageCases.target(route, ConsoleWithoutKafka.WORKSPACE),
                    headers,
                    form.getBytes(StandardCharsets.UTF_8));

            assertThat(reply.status()).as(attempt.getKey()).isEqualTo(403);
            assertThat(reply.body()).contains("Nothing was changed. Go back, reload the page");
        }
        assertThat(console.endpoints.find("ep_1").orElseThrow().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aNameIsShownAsTextWhateverItIs(PageRoute route) {
        console.endpoints.remember(
                ConsoleWithoutKafka.WORKSPACE, "ep_1", "<script>alert(1)</script>", "\"><img src=x>");

        Reply reply = ask(route, ConsoleWithoutKafka.WORKSPACE, SampleTokens.ADMIN);

        assertThat(reply.body()).doesNotContain("<script>alert", "<img");
        if (reply.status() == 200 && !route.path().text().endsWith("/new")) {
            assertThat(reply.body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noAddressHoweverHostileIsAFault(PageRoute route) {
        for (String hostile :
                new String[] {"..", "%2e%2e", "%00", "%zz", "%ff", "a%2Fb", "<script>", "x".repeat(3000), ""}) {
            String target = PageCases.target(route, hostile);

            Reply reply = askAt(route, target, console.sealed(SampleTokens.OPERATOR));

            assertThat(reply.status()).as(target).isBetween(400, 499);
            assertThat(reply.body()).doesNotContain("<script>");
        }
    }

    private static boolean looks(PageRoute route) {
        return route.method().equals("GET") && !route.path().text().matches(".*/(new|edit|roll-secret|delete)");
    }

    private Reply ask(PageRoute route, String workspaceId, String token) {
        return askSealed(route, workspaceId, console.sealed(token));
    }

    private Reply askSealed(PageRoute route, String workspaceId, String sealed) {
        return askAt(route, PageCases.target(route, workspaceId), sealed);
    }

    private Reply askAt(PageRoute route, String target, String sealed) {
        String form = PageCases.form(route);
        return route.method().equals("GET")
                ? console.get(target, sealed, Map.of())
                : console.post(target, sealed, form, Map.of());
    }
}
