package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.ConsoleWithoutKafka;
import com.stairoids.webhooks.console.api.Reply;
import com.stairoids.webhooks.console.api.SampleTokens;
import com.stairoids.webhooks.console.session.LoginAttempts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoginPageTest {
    private static final String WEBHOOKS = "/workspaces/ws_1/webhooks";

    private ConsoleWithoutKafka console;

    @BeforeEach
    void startConsole() {
        console = new ConsoleWithoutKafka();
    }

    @AfterEach
    void stopConsole() {
        console.close();
    }

    @Test
    void aTokenSignsInAndLeadsToItsWorkspace() {
        Reply page = get("/login", Map.of());
        Reply signedIn = signIn("admin", "");
        String sealed = sealed(signedIn);

        assertThat(page.body()).contains("<label for=\"token\">Token</label>", ">Sign in</button>");
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.location()).isEqualTo("/");
        assertThat(console.get("/", sealed, Map.of()).location()).isEqualTo(WEBHOOKS);
        assertThat(console.get("/login", sealed, Map.of()).location()).isEqualTo("/");
        assertThat(console.get(WEBHOOKS, sealed, Map.of()).body())
                .contains("admin (admin)")
                .doesNotContain(sealed);
    }

    @Test
    void anOperatorChoosesAWorkspaceFirst() {
        assertThat(console.get("/", SampleTokens.OPERATOR).location()).isEqualTo("/workspaces");
        assertThat(console.get("/workspaces", SampleTokens.OPERATOR).body())
                .contains("<label for=\"workspace\">Workspace</label>");
        assertThat(console.get("/workspaces?workspace=ws_2", SampleTokens.OPERATOR)
                        .location())
                .isEqualTo("/workspaces/ws_2/webhooks");
        assertThat(console.get("/workspaces?workspace=%3Cscript%3E", SampleTokens.OPERATOR))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(422))
                .satisfies(reply -> assertThat(reply.body()).contains("value=\"&lt;script>\""));
        assertThat(console.get("/workspaces?workspace=ws_2", SampleTokens.ADMIN).status())
                .isEqualTo(404);
    }

    @Test
    void whoeverWantedAPageGetsThereOnceSignedIn() {
        Reply first = get(WEBHOOKS, Map.of());

        assertThat(first.location()).isEqualTo("/login?next=%2Fworkspaces%2Fws_1%2Fwebhooks");
        assertThat(get(first.location(), Map.of()).body()).contains("name=\"next\" value=\"" + WEBHOOKS + "\"");
        assertThat(signIn("admin", WEBHOOKS).location()).isEqualTo(WEBHOOKS);
    }

    @Test
    void nobodyIsLedToAnotherHost() {
        for (String next : List.of(
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie:a=b",
                "/a?b",
                "evil")) {
            assertThat(signIn("admin", next).location()).as(next).isIn("/", "/%0d%0aSet-Cookie:a=b");
            assertThat(signIn("admin", next).header("set-cookie").orElseThrow())
                    .as(next)
                    .startsWith("stairoids_session=")
                    .doesNotContain("a=b");
        }
    }

    @Test
    void aLinkFromAnotherSiteAsksOnceMoreSoThatTheCookieComesAlong() {
        Reply reply = get(WEBHOOKS, Map.of("Sec-Fetch-Site", "cross-site"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("<meta http-equiv=\"refresh\" content=\"0; url=" + WEBHOOKS + "\">");
    }

    @Test
    void wrongTokensAreRefusedAndAtLengthToldToWaitAndLockNobodyOut() {
        for (int i = 0; i < LoginAttempts.MOST; i++) {
            Reply refused = signIn("swt_<script>", "");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("www-authenticate").orElseThrow()).startsWith("Bearer");
            assertThat(refused.header("set-cookie")).isEmpty();
            assertThat(refused.body())
                    .contains("role=\"alert\"", "mistyped, expired or revoked")
                    .doesNotContain("swt_<");
        }

        Reply wrong = signIn("swt_wrong", "");
        Reply right = signIn("admin", "");

        assertThat(wrong.status()).isEqualTo(429);
        assertThat(wrong.header("retry-after")).contains("60");
        assertThat(wrong.header("set-cookie")).isEmpty();
        assertThat(right.status()).isEqualTo(303);
        assertThat(sealed(right)).isNotEmpty();
    }

    @Test
    void anotherSiteSignsNobodyIn() {
        Reply reply = console.http.send(
                "POST",
                "/login",
                Map.of("Sec-Fetch-Site", "cross-site"),
                "token=admin".getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("set-cookie")).isEmpty();
    }

    @Test
    void aLinkSignsInOnce() {
        String target = "/login?once=" + console.links.make("tok_admin");

        assertThat(console.http.send("HEAD", target, Map.of(), new byte[0]).header("set-cookie"))
                .isEmpty();
        Reply first = get(target, Map.of());
        Reply second = get(target, Map.of());

        assertThat(first.status()).isEqualTo(200);
        assertThat(console.get(WEBHOOKS, sealed(first), Map.of()).status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.header("set-cookie")).isEmpty();
        assertThat(second.body()).contains("This link is used up");
    }

    @Test
    void signingOutTakesTheCookieAway() {
        Reply reply = console.post("/logout", SampleTokens.ADMIN, "");

        assertThat(reply.location()).isEqualTo("/login?notice=signed-out");
        assertThat(reply.header("set-cookie"))
                .contains("stairoids_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        assertThat(get(reply.location(), Map.of()).body()).contains("You are signed out.");
    }

    @Test
    void aPartOfAPageLeadsToTheLogin() {
        Reply reply = get(WEBHOOKS, Map.of("HX-Request", "true"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("hx-redirect")).contains("/login");
    }

    @Test
    void behindTlsTheSessionIsThatOfTheCookieWhichOnlyThisHostCanSet() {
        String sealed = console.sealed(SampleTokens.ADMIN);
        Map<String, String> host = Map.of("Host", "webhooks.example.com", "Origin", "https://webhooks.example.com");

        Reply signedIn = console.http.send("POST", "/login", host, "token=admin".getBytes(StandardCharsets.UTF_8));
        Reply ours = get(WEBHOOKS, with(host, "__Host-stairoids_session=" + sealed));
        Reply planted = get(WEBHOOKS, with(host, "stairoids_session=" + sealed));

        assertThat(signedIn.header("set-cookie").orElseThrow())
                .startsWith("__Host-stairoids_session=")
                .endsWith("; Secure");
        assertThat(ours.status()).isEqualTo(200);
        assertThat(planted.location()).startsWith("/login?next=");
    }

    private static Map<String, String> with(Map<String, String> headers, String cookie) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Cookie", cookie);
        return all;
    }

    private Reply get(String target, Map<String, String> headers) {
        return console.http.send("GET", target, headers, new byte[0]);
    }

    private Reply signIn(String token, String next) {
        return console.http.send(
                "POST",
                "/login",
                Map.of("Origin", "http://127.0.0.1:" + console.port()),
                ("token=" + token + "&next=" + Paths.encoded(next)).getBytes(StandardCharsets.UTF_8));
    }

    private static String sealed(Reply signedIn) {
        return signedIn.header("set-cookie").orElseThrow().replaceAll("^stairoids_session=([^;]*);.*$", "$1");
    }
}
