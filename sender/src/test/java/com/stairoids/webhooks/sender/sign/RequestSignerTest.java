package com.stairoids.webhooks.sender.sign;

import static com.stairoids.webhooks.sender.Deliveries.BODY;
import static com.stairoids.webhooks.sender.Deliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.sender.Deliveries;
import com.stairoids.webhooks.sender.admit.Recipient;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RequestSignerTest {
    private static final String ENDPOINT = "ep_1";

    private final SecretCipher cipher = SecretCipher.ofKeyset(SecretCipher.newKeyset());
    private final SigningSecret secret = SigningSecret.generate(new SecureRandom());
    private final SigningSecret older = SigningSecret.generate(new SecureRandom());
    private final RequestSigner signer = new RequestSigner();
    private final Delivery delivery = Deliveries.delivery(Deliveries.assignment(0), 3, ENDPOINT, 2);

    @Test
    void theRequestCarriesBothSignaturesAndWhatTellsAttemptsApart() throws UndecryptableException {
        SignedRequest request = signer.sign(delivery, recipient(List.of(current(secret)), List.of()), NOW);

        assertThat(byName(request.headers()))
                .containsEntry("X-Stairoids-Signature", Signatures.stairoids(secret, BODY))
                .containsEntry("webhook-id", "evt_1")
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", Signatures.standard(secret, "evt_1", NOW, BODY))
                .containsEntry("X-Stairoids-Delivery", "dlv_3")
                .containsEntry("X-Stairoids-Attempt", "3");
        assertThat(request.body()).isEqualTo(BODY);
    }

    @Test
    void duringAnOverlapTheOldSecretSignsTheMainHeaderAndBothSignTheStandardOne() throws UndecryptableException {
        EncryptedSecret leaving =
                new EncryptedSecret(cipher.encrypt(older.reveal(), ENDPOINT), NOW, NOW.plusSeconds(60));

        SignedRequest request = signer.sign(delivery, recipient(List.of(current(secret), leaving), List.of()), NOW);

        assertThat(byName(request.headers()))
                .containsEntry("X-Stairoids-Signature", Signatures.stairoids(older, BODY))
                .containsEntry(
                        "webhook-signature",
                        Signatures.standard(secret, "evt_1", NOW, BODY) + " "
                                + Signatures.standard(older, "evt_1", NOW, BODY));
    }

    @Test
    void anExpiredSecretSignsNothing() throws UndecryptableException {
        EncryptedSecret gone = new EncryptedSecret(cipher.encrypt(older.reveal(), ENDPOINT), NOW, NOW);

        SignedRequest request = signer.sign(delivery, recipient(List.of(current(secret), gone), List.of()), NOW);

        assertThat(byName(request.headers()))
                .containsEntry("X-Stairoids-Signature", Signatures.stairoids(secret, BODY));
    }

    @Test
    void theLogSeesNeitherSignaturesNorTheEndpointsOwnValues() throws UndecryptableException {
        EncryptedHeader own = new EncryptedHeader("Authorization", cipher.encrypt("Bearer 123", ENDPOINT));

        SignedRequest request = signer.sign(delivery, recipient(List.of(current(secret)), List.of(own)), NOW);

        assertThat(byName(request.headers())).containsEntry("Authorization", "Bearer 123");
        assertThat(byName(request.logged()))
                .containsEntry("Authorization", "[masked]")
                .containsEntry("X-Stairoids-Signature", "[masked]")
                .containsEntry("webhook-signature", "[masked]")
                .containsEntry("X-Stairoids-Delivery", "dlv_3");
        assertThat(request.toString()).doesNotContain("Bearer");
    }

    @Test
    void aSecretOfAnotherKeysetIsToldAndNotGuessed() {
        String foreign = SecretCipher.ofKeyset(SecretCipher.newKeyset()).encrypt(secret.reveal(), ENDPOINT);
        Recipient recipient = recipient(List.of(new EncryptedSecret(foreign, NOW, null)), List.of());

        assertThatThrownBy(() -> signer.sign(delivery, recipient, NOW))
                .isInstanceOf(UndecryptableException.class)
                .hasMessageContaining(ENDPOINT);
    }

    private EncryptedSecret current(SigningSecret signing) {
        return new EncryptedSecret(cipher.encrypt(signing.reveal(), ENDPOINT), NOW, null);
    }

    private Recipient recipient(List<EncryptedSecret> secrets, List<EncryptedHeader> headers) {
        Subscription subscription = new Subscription(
                "name",
                "https://example.com/",
                List.of("signal.created"),
                EndpointStatus.ENABLED,
                secrets,
                null,
                headers,
                null,
                1,
                NOW,
                NOW);
        return Recipient.of(new EndpointKey("ws_1", ENDPOINT), subscription, cipher);
    }

    private static Map<String, String> byName(List<HttpHeader> headers) {
        return headers.stream().collect(Collectors.toMap(HttpHeader::name, HttpHeader::value));
    }
}
