package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedHeader;
import com.stairoids.webhooks.schemas.endpoint.Subscription.EncryptedSecret;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Endpoints by the thousand, a hundred in each workspace, as customers register them. */
final class ManySubscriptions {
    private static final int ENDPOINTS_PER_WORKSPACE = 100;

    private final int count;
    private final String keyset = SecretCipher.newKeyset();
    private final SecretCipher cipher = SecretCipher.ofKeyset(keyset);
    private final SigningSecret secret = SigningSecret.generate(new SecureRandom());

    /** @throws IllegalArgumentException where {@code count} is less than 1 */
    ManySubscriptions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("--subscriptions must be 1 or more");
        }
        this.count = count;
    }

    /** What opens their secrets. */
    String keyset() {
        return keyset;
    }

    /** Writes all of them; returns the offset of the last record. */
    long write(KafkaProducer<String, byte[]> producer, URI url) throws ExecutionException, InterruptedException {
        Future<RecordMetadata> last = null;
        for (int number = 0; number < count; number++) {
            EndpointKey key = key(number);
            last = producer.send(new ProducerRecord<>(
                    Topic.SUBSCRIPTIONS.topicName(), key.toString(), Json.write(subscription(key, url))));
        }
        if (last == null) {
            throw new IllegalStateException("there is one at least");
        }
        return last.get().offset();
    }

    static EndpointKey key(int number) {
        return new EndpointKey("ws_" + number / ENDPOINTS_PER_WORKSPACE, "ep_" + number);
    }

    private Subscription subscription(EndpointKey key, URI url) {
        Instant now = Instant.EPOCH;
        String id = key.endpointId();
        return new Subscription(
                "The customer's own service",
                url.toString(),
                List.of(EventType.SIGNAL_CREATED.wireName()),
                EndpointStatus.ENABLED,
                List.of(new EncryptedSecret(cipher.encrypt(secret.reveal(), id), now, null)),
                "Where the revenue team's alerts go",
                List.of(new EncryptedHeader("Authorization", cipher.encrypt("Bearer of the customer's own", id))),
                null,
                1,
                now,
                now);
    }
}
