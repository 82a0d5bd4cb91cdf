package com.stairoids.webhooks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailureAllowanceTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final FailureAllowance allowance = new FailureAllowance(2, Duration.ofMinutes(1), now::get);

    @Test
    void endsWithOneFailureTooManyInAMinute() {
        assertThat(allowance.allows()).isTrue();
        assertThat(allowance.allows()).isTrue();
        assertThat(allowance.allows()).isFalse();
    }

    @Test
    void forgetsFailuresAfterAMinute() {
        allowance.allows();
        allowance.allows();

        now.set(Instant.EPOCH.plusSeconds(61));

        assertThat(allowance.allows()).isTrue();
    }
}
