package com.stairoids.webhooks.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionCookieTest {
    private final SessionCookie cookie = new SessionCookie(false);

    @Test
    void noScriptAndNoOtherSiteGetsIt() {
        assertThat(cookie.set("sealed", "webhooks.example.com"))
                .isEqualTo("stairoids_session=sealed; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure");
        assertThat(cookie.clear("webhooks.example.com"))
                .isEqualTo("stairoids_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void onlyToThisMachineItGoesWithoutTlsUnlessTheSettingSaysSo() {
        for (String host : List.of("127.0.0.1:8080", "localhost", "[::1]:8080")) {
            assertThat(cookie.set("sealed", host)).as(host).doesNotContain("Secure");
        }
        for (String host : List.of("10.0.0.1:8080", "localhost.example.com", "127.0.0.1.example.com", "")) {
            assertThat(cookie.set("sealed", host)).as(host).contains("Secure");
        }
        assertThat(new SessionCookie(true).set("sealed", "10.0.0.1:8080")).doesNotContain("Secure");
    }

    @Test
    void itIsFoundAmongOthers() {
        assertThat(SessionCookie.read(List.of("a=b; stairoids_session=sealed==; c=d")))
                .contains("sealed==");
        assertThat(SessionCookie.read(List.of("x_stairoids_session=a", "stairoids_session=b")))
                .contains("b");
        assertThat(SessionCookie.read(List.of("a=b"))).isEmpty();
        assertThat(SessionCookie.read(List.of())).isEmpty();
    }
}
