package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretRollTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void theOldSecretSignsUntilTheOverlapEnds() {
        Subscription rolled = SecretRoll.rolled(endpoint(secret("old", null)), secret("new", null), DAY, NOW);

        assertThat(rolled.secrets()).containsExactly(secret("new", null), secret("old", NOW.plus(DAY)));
        assertThat(rolled.version()).isEqualTo(2);
        assertThat(SecretRoll.overlapEnd(rolled, NOW)).contains(NOW.plus(DAY));
        assertThat(SecretRoll.overlapEnd(rolled, NOW.plus(DAY))).isEmpty();
    }

    @Test
    void withoutAnOverlapNoOlderSecretIsKept() {
        Subscription rolled = SecretRoll.rolled(
                endpoint(secret("old", null), secret("older", NOW.plus(DAY))), secret("new", null), Duration.ZERO, NOW);

        assertThat(rolled.secrets()).containsExactly(secret("new", null));
    }

    @Test
    void aSecondRollKeepsTheEarlierEndAndDropsWhatHasExpired() {
        Subscription rolled = SecretRoll.rolled(
                endpoint(secret("old", null), secret("older", NOW.plusSeconds(5)), secret("oldest", NOW)),
                secret("new", null),
                DAY,
                NOW);

        assertThat(rolled.secrets())
                .containsExactly(
                        secret("new", null), secret("old", NOW.plus(DAY)), secret("older", NOW.plusSeconds(5)));
    }

    @Test
    void aShorterSecondOverlapBringsTheEndOfEveryOlderSecretForward() {
        Duration hour = Duration.ofHours(1);
        Subscription rolled = SecretRoll.rolled(
                endpoint(secret("old", null), secret("oldest", NOW.plus(DAY))), secret("new", null), hour, NOW);

        assertThat(rolled.secrets())
                .containsExactly(secret("new", null), secret("old", NOW.plus(hour)), secret("oldest", NOW.plus(hour)));
        assertThat(SecretRoll.overlapEnd(rolled, NOW)).contains(NOW.plus(hour));
    }

    @Test
    void anOverlapIsBetweenNoneAndSevenDays() {
        Subscription endpoint = endpoint(secret("old", null));

        assertThat(SecretRoll.refusal(endpoint, Duration.ZERO, NOW)).isEmpty();
        assertThat(SecretRoll.refusal(endpoint, Duration.ofDays(7), NOW)).isEmpty();
        assertThat(SecretRoll.refusal(endpoint, Duration.ofDays(7).plusSeconds(1), NOW))
                .isPresent();
        assertThat(SecretRoll.refusal(endpoint, Duration.ofSeconds(-1), NOW)).isPresent();
    }

    @Test
    void aSixthSecretIsRefusedUnlessItEndsTheOthers() {
        Instant later = NOW.plus(DAY);
        Subscription endpoint = endpoint(
                secret("5", null), secret("4", later), secret("3", later), secret("2", later), secret("1", later));

        assertThat(SecretRoll.refusal(endpoint, DAY, NOW)).isPresent();
        assertThat(SecretRoll.refusal(endpoint, Duration.ZERO, NOW)).isEmpty();
        assertThat(SecretRoll.refusal(endpoint, DAY, later)).isEmpty();
    }

    @Test
    void endingTheOverlapLeavesTheNewestAndWritesNothingTheSecondTime() {
        Subscription ended = SecretRoll.overlapEnded(endpoint(secret("new", null), secret("old", NOW.plus(DAY))), NOW);

        assertThat(ended.secrets()).containsExactly(secret("new", null));
        assertThat(SecretRoll.overlapEnded(ended, NOW)).isSameAs(ended);
    }

    private static EncryptedSecret secret(String ciphertext, @Nullable Instant expiresAt) {
        return new EncryptedSecret(ciphertext, NOW.minusSeconds(60), expiresAt);
    }

    private static Subscription endpoint(EncryptedSecret... secrets) {
        return new Subscription(
                "name",
                "https://example.com/",
                List.of("signal.created"),
                EndpointStatus.ENABLED,
                List.of(secrets),
                null,
                List.of(),
                null,
                1,
                NOW.minusSeconds(60),
                NOW.minusSeconds(60));
    }
}
