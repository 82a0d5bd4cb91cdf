package com.stairoids.webhooks.browser;

import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a customer does with the secret they copied: the public documentation's check, and that of Standard Webhooks. */
final class Signatures {
    private Signatures() {}

    /** Whether {@code X-Stairoids-Signature} is the documented digest by that secret. */
    static boolean documentedHolds(ReceivedRequest request, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of().formatHex(mac.doFinal(request.body()));
            return request.header("X-Stairoids-Signature")
                    .filter(expected::equals)
                    .isPresent();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of {@code webhook-signature}'s is by that secret, by the word of a library that is not ours. */
    static boolean standardHolds(ReceivedRequest request, String secret) {
        HttpHeaders headers = HttpHeaders.of(
                request.headers().stream()
                        .collect(Collectors.groupingBy(
                                HeaderLine::name, Collectors.mapping(HeaderLine::value, Collectors.toList()))),
                (_, _) -> true);
        try {
            new Webhook(secret).verify(request.bodyText(), headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("there is no secret", e);
        }
    }

    /** How many signatures {@code webhook-signature} has. */
    static int standardCount(ReceivedRequest request) {
        return request.header("webhook-signature")
                .map(value -> List.of(value.split(" ")).size())
                .orElse(0);
    }
}
