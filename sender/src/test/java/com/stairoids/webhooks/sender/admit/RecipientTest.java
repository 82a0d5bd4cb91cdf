package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.CIPHER;
import static com.stairoids.webhooks.sender.admit.Subscriptions.SECRET;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;
import static com.stairoids.webhooks.sender.admit.Subscriptions.secret;
import static com.stairoids.webhooks.sender.admit.Subscriptions.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecipientTest {
    private static final EndpointKey ENDPOINT = key(1);
    private static final String ID = ENDPOINT.endpointId();
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final SecretCipher FOREIGN = SecretCipher.ofKeyset(SecretCipher.newKeyset());

    @Test
    void aSecretThatExpiresWhileTheEndpointIsHeldSignsNoMore() throws UndecryptableException {
        Recipient recipient =
                recipient(List.of(secret(ID, CIPHER, null), secret(ID, CIPHER, NOW.plusSeconds(60))), List.of());

        assertThat(recipient.validSecrets(NOW)).hasSize(2);
        assertThat(recipient.validSecrets(NOW.plusSeconds(60))).hasSize(1);
    }

    @Test
    void anExpiredSecretThatCannotBeDecryptedIsNoObstacle() throws UndecryptableException {
        Recipient recipient = recipient(List.of(secret(ID, CIPHER, null), secret(ID, FOREIGN, NOW)), List.of());

        assertThat(recipient.validSecrets(NOW))
                .extracting(SigningSecret::reveal)
                .containsExactly(SECRET.reveal());
    }

    @Test
    void aValidSecretThatCannotBeDecryptedIsToldEachTime() {
        Recipient recipient = recipient(List.of(secret(ID, CIPHER, null), secret(ID, FOREIGN, null)), List.of());

        assertThatThrownBy(() -> recipient.validSecrets(NOW)).isInstanceOf(UndecryptableException.class);
        assertThatThrownBy(() -> recipient.validSecrets(NOW)).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void whatIsDecryptedButNoSecretIsToldAndNotQuoted() {
        EncryptedSecret odd = new EncryptedSecret(CIPHER.encrypt("whsec_notBase64!", ID), NOW, null);
        Recipient recipient = recipient(List.of(odd), List.of());

        assertThatThrownBy(() -> recipient.validSecrets(NOW))
                .isInstanceOf(UndecryptableException.class)
                .hasMessageContaining(ID)
                .hasStackTraceContaining("signing secret")
                .satisfies(failure -> assertThat(failure.getCause()).hasMessageNotContaining("notBase64"));
    }

    @Test
    void anEndpointWithoutAValidSecretCannotBeSentTo() {
        Recipient recipient = recipient(List.of(secret(ID, CIPHER, NOW)), List.of());

        assertThatThrownBy(() -> recipient.validSecrets(NOW)).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void aHeaderThatCannotBeDecryptedIsTold() {
        Recipient recipient = recipient(
                List.of(secret(ID, CIPHER, null)),
                List.of(
                        new EncryptedHeader("X-Good", CIPHER.encrypt("good", ID)),
                        new EncryptedHeader("X-Bad", FOREIGN.encrypt("bad", ID))));

        assertThatThrownBy(recipient::headers).isInstanceOf(UndecryptableException.class);
    }

    @Test
    void printsNeitherSecretsNorValues() throws UndecryptableException {
        Recipient recipient = recipient(
                List.of(secret(ID, CIPHER, null)),
                List.of(new EncryptedHeader("X-Own", CIPHER.encrypt("the value", ID))));

        assertThat(recipient + " " + recipient.headers() + " " + recipient.validSecrets(NOW))
                .contains("X-Own")
                .doesNotContain("the value")
                .doesNotContain(SECRET.reveal());
    }

    private static Recipient recipient(List<EncryptedSecret> secrets, List<EncryptedHeader> headers) {
        return Recipient.of(ENDPOINT, subscription(ENDPOINT, 1, secrets, headers), CIPHER);
    }
}
