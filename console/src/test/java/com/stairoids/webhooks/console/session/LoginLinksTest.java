package com.stairoids.webhooks.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoginLinksTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LoginLinks links = new LoginLinks(new SecureRandom(), nanos::get);

    @Test
    void eachSignsInOnce() {
        String secret = links.make("tok_1");

        assertThat(secret).hasSize(43);
        assertThat(links.use(secret + "x")).isEmpty();
        assertThat(links.use(secret)).contains("tok_1");
        assertThat(links.use(secret)).isEmpty();
    }

    @Test
    void itIsGoodForAnHour() {
        String used = links.make("tok_1");
        String late = links.make("tok_1");

        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(links.use(used)).isPresent();

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(links.use(late)).isEmpty();
    }

    @Test
    void anAddressMayBeWrongTwentyTimesAMinute() {
        LoginAttempts attempts = new LoginAttempts(nanos::get);

        for (int i = 0; i < LoginAttempts.MOST; i++) {
            assertThat(attempts.mayTry("198.51.100.1")).isTrue();
            attempts.failed("198.51.100.1");
        }

        assertThat(attempts.mayTry("198.51.100.1")).isFalse();
        assertThat(attempts.mayTry("198.51.100.2")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(attempts.mayTry("198.51.100.1")).isTrue();
    }
}
