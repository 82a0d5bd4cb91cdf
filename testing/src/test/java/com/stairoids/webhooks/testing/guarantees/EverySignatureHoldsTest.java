package com.stairoids.webhooks.testing.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EverySignatureHoldsTest {
    private static final SigningSecret SECRET =
            SigningSecret.parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final SigningSecret OTHER =
            SigningSecret.parse("whsec_HxwdHhsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");

    @Test
    void holdsOfWhatTheSenderSigns() {
        assertThat(violations(signed(SECRET, SECRET, Posts.START, "body of e1")))
                .isEmpty();
    }

    @Test
    void breaksWhereTheDocumentedOneIsWrong() {
        assertThat(violations(signed(OTHER, SECRET, Posts.START, "body of e1")))
                .containsExactly("attempt 1 of delivery d-e1-a has a wrong X-Stairoids-Signature");
    }

    @Test
    void breaksWhereTheStandardOneIsWrong() {
        assertThat(violations(signed(SECRET, OTHER, Posts.START, "body of e1")))
                .containsExactly("attempt 1 of delivery d-e1-a has a wrong webhook-signature");
    }

    @Test
    void breaksWhereOtherBytesWereSigned() {
        assertThat(violations(signed(SECRET, SECRET, Posts.START, "another body")))
                .hasSize(2);
    }

    @Test
    void breaksWhereTheTimeIsThatOfAnEarlierAttempt() {
        assertThat(violations(signed(SECRET, SECRET, Posts.START.minusSeconds(3600), "body of e1")))
                .containsExactly("attempt 1 of delivery d-e1-a has a webhook-timestamp that is not its own time");
    }

    @Test
    void breaksWithoutSignatures() {
        assertThat(violations(Posts.of("e1", "/a").request())).hasSize(3);
    }

    @Test
    void breaksWhereNobodyKnowsTheSecret() {
        List<PostedAttempt> attempts = Posts.posted(Posts.of("e1", "/elsewhere"));

        assertThat(new EverySignatureHolds(attempts, Map.of()).violations())
                .singleElement()
                .asString()
                .contains("/elsewhere, whose secret is not known");
    }

    private static List<String> violations(ReceivedRequest request) {
        return new EverySignatureHolds(PostedAttempt.of(List.of(request)), Map.of("/a", SECRET.reveal())).violations();
    }

    private static ReceivedRequest signed(
            SigningSecret documented, SigningSecret standard, Instant at, String signedBody) {
        byte[] bytes = signedBody.getBytes(StandardCharsets.UTF_8);
        return Posts.of("e1", "/a")
                .request(
                        new HeaderLine("X-Stairoids-Signature", Signatures.stairoids(documented, bytes)),
                        new HeaderLine("webhook-timestamp", Long.toString(at.getEpochSecond())),
                        new HeaderLine("webhook-signature", Signatures.standard(standard, "e1", at, bytes)));
    }
}
