package com.stairoids.webhooks.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionCookieTest {
    private final SessionCookie cookie = new SessionCookie(false);

    @Test
    void noScriptAndNoOtherSiteGetsIt() {
        assertThat(cookie.set("sealed", "webhooks.example.com"))
                .isEqualTo("__Host-stairoids_session=sealed; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure");
        assertThat(cookie.clear("webhooks.example.com"))
                .isEqualTo("__Host-stairoids_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void onlyToThisMachineItGoesWithoutTlsUnlessTheSettingSaysSo() {
        for (String host : List.of("127.0.0.1:8080", "localhost", "[::1]:8080")) {
            assertThat(cookie.set("sealed", host))
                    .as(host)
                    .startsWith("stairoids_session=")
                    .doesNotContain("Secure");
        }
        for (String host : List.of("10.0.0.1:8080", "localhost.example.com", "127.0.0.1.example.com", "")) {
            assertThat(cookie.set("sealed", host))
                    .as(host)
                    .startsWith("__Host-")
                    .contains("Path=/;", "Secure")
                    .doesNotContain("Domain");
        }
        assertThat(new SessionCookie(true).set("sealed", "10.0.0.1:8080"))
                .startsWith("stairoids_session=")
                .doesNotContain("Secure");
    }

    @Test
    void itIsFoundAmongOthers() {
        String host = "127.0.0.1:8080";

        assertThat(cookie.read(List.of("a=b; stairoids_session=sealed==; c=d"), host))
                .contains("sealed==");
        assertThat(cookie.read(List.of("x_stairoids_session=a", "stairoids_session=b"), host))
                .contains("b");
        assertThat(cookie.read(List.of("a=b"), host)).isEmpty();
        assertThat(cookie.read(List.of(), host)).isEmpty();
    }

    @Test
    void onlyTheOneThatBelongsToTheHostIsRead() {
        List<String> both = List.of("stairoids_session=planted; __Host-stairoids_session=ours");

        assertThat(cookie.read(both, "webhooks.example.com")).contains("ours");
        assertThat(cookie.read(List.of("stairoids_session=planted"), "webhooks.example.com"))
                .isEmpty();
        assertThat(cookie.read(both, "localhost:8080")).contains("planted");
        assertThat(new SessionCookie(true).read(both, "webhooks.example.com")).contains("planted");
    }
}
