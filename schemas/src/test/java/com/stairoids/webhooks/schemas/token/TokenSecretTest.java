package com.stairoids.webhooks.schemas.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.JsonSchemas;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final TokenSecret SECRET = TokenSecret.generate(NOW, new SecureRandom());

    @Test
    void itIsReadAsItWasShownAndOpensItsTokenAlone() {
        TokenSecret read = TokenSecret.parse(SECRET.reveal()).orElseThrow();
        TokenSecret other = TokenSecret.generate(NOW, new SecureRandom());

        assertThat(read.tokenId()).isEqualTo(SECRET.tokenId()).matches("tok_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(read.opens(token(SECRET, null))).isTrue();
        assertThat(other.opens(token(SECRET, null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "swt_", "swt_01JDABCDEFGHJKMNPQRSTVWXYZ_short", "Bearer x"})
    void whatIsNoneIsNotRead(String text) {
        assertThat(TokenSecret.parse(text)).isEmpty();
    }

    @Test
    void nothingPrintsOrKeepsItInClear() {
        String secret = SECRET.reveal()
                .substring(SECRET.reveal().lastIndexOf(SECRET.tokenId().substring(4)) + 27);
        assertThat(secret).hasSize(43);

        assertThat(SECRET.toString()).doesNotContain(secret);
        assertThat(Json.writeText(token(SECRET, null))).doesNotContain(secret);
    }

    @Test
    void aTokenIsValidUntilItExpires() {
        assertThat(token(SECRET, null).isValidAt(Instant.MAX)).isTrue();
        assertThat(token(SECRET, NOW).isValidAt(NOW.minusMillis(1))).isTrue();
        assertThat(token(SECRET, NOW).isValidAt(NOW)).isFalse();
    }

    @Test
    void aWorkspacesTokenOpensThatOneAndAnOperatorsEvery() {
        Token operator = new Token("tok_1", "ops", TokenRole.OPERATOR, null, SECRET.hash(), NOW, null);

        assertThat(token(SECRET, null).opens("ws_1")).isTrue();
        assertThat(token(SECRET, null).opens("ws_10")).isFalse();
        assertThat(operator.opens("ws_10")).isTrue();
        assertThatThrownBy(() -> new Token("tok_1", "ops", TokenRole.ADMIN, null, SECRET.hash(), NOW, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRoleIncludesThoseBelowIt() {
        assertThat(TokenRole.OPERATOR.includes(TokenRole.ADMIN)).isTrue();
        assertThat(TokenRole.ADMIN.includes(TokenRole.VIEWER)).isTrue();
        assertThat(TokenRole.VIEWER.includes(TokenRole.ADMIN)).isFalse();
    }

    @Test
    void itIsWrittenAsItsSchemaHasItAndSoIsTheSample() throws Exception {
        JsonSchemas schemas = JsonSchemas.published();
        String sample = new String(Samples.token(), StandardCharsets.UTF_8);

        assertThat(schemas.errors("token", Json.writeText(token(SECRET, NOW)))).isEmpty();
        assertThat(schemas.errors("token", sample)).isEmpty();
        assertThat(schemas.errors("token", sample.replace("\"admin\"", "\"root\"")))
                .isNotEmpty();
        assertThat(Json.readTree(Json.writeText(Json.read(Samples.token(), Token.class))))
                .isEqualTo(Json.readTree(sample));
    }

    private static Token token(TokenSecret secret, @Nullable Instant expiresAt) {
        return new Token(secret.tokenId(), "CI", TokenRole.ADMIN, "ws_1", secret.hash(), NOW, expiresAt);
    }
}
