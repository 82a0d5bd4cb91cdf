package com.stairoids.webhooks.schemas.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.json.Json;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {
    /** One entry of the published file; its values come from the documentation's Python and Node.js snippets. */
    record Vector(
            String name,
            String secret,
            String body,
            String webhookId,
            long webhookTimestamp,
            String xStairoidsSignature,
            String webhookSignature) {}

    record Vectors(String description, List<Vector> vectors) {}

    static Stream<Vector> published() throws Exception {
        try (InputStream file =
                Objects.requireNonNull(Signatures.class.getResourceAsStream("../signature-vectors.json"))) {
            return Json.read(file.readAllBytes(), Vectors.class).vectors().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void theDocumentedSignatureIsAsPublished(Vector vector) {
        String signature = Signatures.stairoids(
                SigningSecret.parse(vector.secret()), vector.body().getBytes(UTF_8));

        assertThat(signature).isEqualTo(vector.xStairoidsSignature());
    }

    @ParameterizedTest
    @MethodSource("published")
    void theStandardSignatureIsAsPublished(Vector vector) {
        String signature = Signatures.standard(
                SigningSecret.parse(vector.secret()),
                vector.webhookId(),
                Instant.ofEpochSecond(vector.webhookTimestamp(), 999_999_999),
                vector.body().getBytes(UTF_8));

        assertThat(signature).isEqualTo(vector.webhookSignature());
    }

    @ParameterizedTest
    @MethodSource("published")
    void aForeignVerifierAcceptsTheStandardSignatureAndNoOther(Vector vector) {
        SigningSecret secret = SigningSecret.parse(vector.secret());
        Instant now = Instant.now();
        String signature = Signatures.standard(
                secret, vector.webhookId(), now, vector.body().getBytes(UTF_8));
        HttpHeaders headers = headers(vector.webhookId(), now, signature);

        assertThatCode(() -> new Webhook(secret.reveal()).verify(vector.body(), headers))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(secret.reveal()).verify(vector.body() + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        String other = SigningSecret.generate(new SecureRandom()).reveal();
        assertThatThrownBy(() -> new Webhook(other).verify(vector.body(), headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void thePublishedFileShowsTheDocumentedExample() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(Signatures.class.getResourceAsStream("../signature-vectors.json"))) {
            assertThat(new String(file.readAllBytes(), UTF_8)).contains("evt_01HXYZ9876STUVWX");
        }
    }

    private static HttpHeaders headers(String id, Instant at, String signature) {
        return HttpHeaders.of(
                Map.of(
                        Signatures.WEBHOOK_ID_HEADER,
                        List.of(id),
                        Signatures.WEBHOOK_TIMESTAMP_HEADER,
                        List.of(Long.toString(at.getEpochSecond())),
                        Signatures.WEBHOOK_SIGNATURE_HEADER,
                        List.of(signature)),
                (_, _) -> true);
    }
}
