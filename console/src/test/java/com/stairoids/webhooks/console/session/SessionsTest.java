package com.stairoids.webhooks.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.token.Tokens;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.testing.time.SteeredClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Token TOKEN = new Token("tok_1", "CI", TokenRole.ADMIN, "ws_1", "", NOW, null);

    private final SteeredClock time = new SteeredClock(NOW);
    private final AtomicBoolean revoked = new AtomicBoolean();
    private final String keyset = SecretCipher.newKeyset();
    private final Sessions sessions = sessions(keyset);

    @Test
    void anyConsoleWithTheKeysetKnowsASession() {
        String sealed = sessions.begin(TOKEN);

        Session here = sessions.open(sealed).orElseThrow();
        Session elsewhere = sessions(keyset).open(sealed).orElseThrow();

        assertThat(here.caller().token()).isEqualTo(TOKEN);
        assertThat(elsewhere).isEqualTo(here);
        assertThat(sessions(SecretCipher.rotated(keyset)).open(sealed)).isPresent();
    }

    @Test
    void whatWasNotSealedAsASessionIsNone() {
        String sealed = sessions.begin(TOKEN);
        String ofAnEndpoint = SecretCipher.ofKeyset(keyset).encrypt("1 tok_1 0 " + "x".repeat(43), "ep_1");

        assertThat(sessions(SecretCipher.newKeyset()).open(sealed)).isEmpty();
        assertThat(sessions.open(ofAnEndpoint)).isEmpty();
        assertThat(sessions.open("nonsense")).isEmpty();
        assertThat(sessions.open("")).isEmpty();
        for (int i = 0; i < sealed.length() - 4; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(sessions.open(sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .as("character %s", i)
                    .isEmpty();
        }
    }

    @Test
    void itEndsAfterTwelveHours() {
        String sealed = sessions.begin(TOKEN);

        time.advance(Duration.ofHours(12).minusMillis(1));
        assertThat(sessions.open(sealed)).isPresent();

        time.advance(Duration.ofMillis(1));
        assertThat(sessions.open(sealed)).isEmpty();
    }

    @Test
    void itEndsWithItsToken() {
        String sealed = sessions.begin(TOKEN);

        revoked.set(true);

        assertThat(sessions.open(sealed)).isEmpty();
    }

    @Test
    void eachHasACsrfValueOfItsOwn() {
        Session one = sessions.open(sessions.begin(TOKEN)).orElseThrow();
        Session other = sessions.open(sessions.begin(TOKEN)).orElseThrow();

        assertThat(one.csrf()).hasSize(43).isNotEqualTo(other.csrf());
        assertThat(one.isItsCsrf(one.csrf())).isTrue();
        assertThat(one.isItsCsrf(other.csrf())).isFalse();
        assertThat(one.isItsCsrf("")).isFalse();
        assertThat(one.toString()).doesNotContain(one.csrf());
    }

    private Sessions sessions(String ofKeyset) {
        Tokens tokens = new Tokens() {
            @Override
            public Optional<Token> opened(String shown) {
                return Optional.empty();
            }

            @Override
            public Optional<Token> ofId(String id) {
                return Optional.of(TOKEN).filter(token -> token.id().equals(id) && !revoked.get());
            }
        };
        return new Sessions(SecretCipher.ofKeyset(ofKeyset), tokens, time, new SecureRandom());
    }
}
