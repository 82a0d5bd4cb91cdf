package com.stairoids.webhooks.sender.sign;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.sender.admit.Recipient;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the request of one attempt. The documented header carries one signature: by the oldest secret still valid, so
 * that a receiver has until the end of an overlap to change over. The Standard Webhooks header carries one by each.
 */
public final class RequestSigner {
    static final String MASK = "[masked]";

    private static final String USER_AGENT = "Stairoids-Webhooks/1.0";

    /** @throws UndecryptableException where this process's keyset does not open what the endpoint holds */
    public SignedRequest sign(Delivery delivery, Recipient recipient, Instant now) throws UndecryptableException {
        Lines lines = new Lines();
        lines.add("User-Agent", USER_AGENT);
        signatures(delivery, recipient, now, lines);
        lines.add("X-Stairoids-Delivery", delivery.headers().deliveryId());
        lines.add("X-Stairoids-Attempt", Integer.toString(delivery.headers().attempt() + 1));
        if (delivery.headers().traceparent() != null) {
            lines.add("traceparent", delivery.headers().traceparent());
        }
        for (Recipient.Header header : recipient.headers()) {
            lines.addMasked(header.name(), header.value());
        }
        return new SignedRequest(recipient.subscription().url(), lines.sent, lines.logged, delivery.body());
    }

    private void signatures(Delivery delivery, Recipient recipient, Instant now, Lines lines)
            throws UndecryptableException {
        List<SigningSecret> valid = recipient.validSecrets(now);
        String eventId = delivery.headers().eventId();
        lines.addMasked(Signatures.STAIROIDS_HEADER, Signatures.stairoids(valid.getLast(), delivery.body()));
        lines.add(Signatures.WEBHOOK_ID_HEADER, eventId);
        lines.add(Signatures.WEBHOOK_TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()));
        lines.addMasked(
                Signatures.WEBHOOK_SIGNATURE_HEADER,
                valid.stream()
                        .map(secret -> Signatures.standard(secret, eventId, now, delivery.body()))
                        .collect(Collectors.joining(" ")));
    }

    private static final class Lines {
        private final List<HttpHeader> sent = new ArrayList<>();
        private final List<HttpHeader> logged = new ArrayList<>();

        private void add(String name, String value) {
            sent.add(new HttpHeader(name, value));
            logged.add(new HttpHeader(name, value));
        }

        private void addMasked(String name, String value) {
            sent.add(new HttpHeader(name, value));
            logged.add(new HttpHeader(name, MASK));
        }
    }
}
