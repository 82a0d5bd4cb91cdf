package com.stairoids.webhooks.console.token;

import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenRole;
import com.stairoids.webhooks.schemas.token.TokenSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, lists and revokes tokens. Throws {@link KafkaException} where the cluster cannot be reached. Tokens have no
 * versions: each is made once, and revoking is for good.
 */
public final class TokenRegistry {
    public static final int MAX_NAME_LENGTH = 128;

    private static final Logger log = LoggerFactory.getLogger(TokenRegistry.class);

    private final KafkaSettings kafka;
    private final InstantSource time;
    private final SecureRandom random;

    public TokenRegistry(KafkaSettings kafka, InstantSource time, SecureRandom random) {
        this.kafka = kafka;
        this.time = time;
        this.random = random;
    }

    /**
     * Makes a token, good once a console has read of it: within a second.
     *
     * @param workspaceId null for an operator's, and for no other
     * @param lifetime null for no end
     * @throws IllegalArgumentException where one of these cannot be
     */
    public Issued issue(String name, TokenRole role, @Nullable String workspaceId, @Nullable Duration lifetime) {
        requireName(name);
        if (workspaceId != null && !Identifiers.isOpaqueId(workspaceId)) {
            throw new IllegalArgumentException("the workspace id is not 1 to 128 of A-Z a-z 0-9 _ -");
        }
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        TokenSecret secret = TokenSecret.generate(now, random);
        Token token = new Token(
                secret.tokenId(),
                name,
                role,
                workspaceId,
                secret.hash(),
                now,
                lifetime == null ? null : now.plus(lifetime));
        write(token.id(), Json.write(token));
        return new Issued(token, secret);
    }

    /** All that are not revoked, expired ones too, oldest first. */
    public List<Token> list() {
        Map<String, Token> tokens = new TreeMap<>();
        try (Stream<ConsumerRecord<String, byte[]>> records =
                TopicScan.streamToLogEnd(kafka, Topic.TOKENS, new StringDeserializer(), null)) {
            records.forEach(record -> take(tokens, record.key(), record.value(), record.offset()));
        }
        return List.copyOf(tokens.values());
    }

    /** Ends a token for good, in each console within a second; false where there is none of that id. */
    public boolean revoke(String tokenId) {
        if (list().stream().noneMatch(token -> token.id().equals(tokenId))) {
            return false;
        }
        write(tokenId, null);
        return true;
    }

    /** What a record of the topic does to the tokens there are. */
    static void take(Map<String, Token> tokens, @Nullable String key, byte @Nullable [] value, long offset) {
        if (key == null) {
            return;
        }
        if (value == null) {
            tokens.remove(key);
            return;
        }
        try {
            tokens.put(key, Json.read(value, Token.class));
        } catch (MalformedJsonException e) {
            tokens.remove(key);
            log.atWarn()
                    .addKeyValue("topic", Topic.TOKENS.topicName())
                    .addKeyValue("offset", offset)
                    .addKeyValue("reason", e.getMessage())
                    .log("a record of the tokens topic is no token: it opens nothing");
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty()
                || name.length() > MAX_NAME_LENGTH
                || name.chars().anyMatch(character -> Character.isISOControl((char) character))) {
            throw new IllegalArgumentException(
                    "a token's name is 1 to " + MAX_NAME_LENGTH + " characters without control characters");
        }
    }

    private void write(String tokenId, byte @Nullable [] value) {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer())) {
            var _ = producer.send(new ProducerRecord<>(Topic.TOKENS.topicName(), tokenId, value))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refusal ? refusal : new KafkaException(e.getCause());
        }
    }

    /** A new token; {@code secret} can be had here and never again. */
    public record Issued(Token token, TokenSecret secret) {}
}
