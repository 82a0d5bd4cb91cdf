package com.stairoids.webhooks.console.token;

import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenSecret;
import com.stairoids.webhooks.schemas.topic.PartitionFollower;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The tokens topic in memory, read from its beginning on by a thread of its own. A token is good some 100 ms after it was
 * made, and no longer than that after it was revoked, as long as Kafka answers.
 */
public final class TokenTable implements Tokens, AutoCloseable {
    private final InstantSource time;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final PartitionFollower follower;

    public TokenTable(Supplier<Consumer<String, byte[]>> consumers, InstantSource time) {
        this.time = time;
        this.follower = new PartitionFollower(Topic.TOKENS, consumers, this::take);
    }

    /** Begins to read. */
    public void start() {
        follower.start();
    }

    /** Whether all that was there at the start has been read, and reading goes on. */
    public boolean isReady() {
        return follower.caughtUp().state() == Future.State.SUCCESS
                && !follower.ended().isDone();
    }

    /** Completes when reading ends: normally after {@link #close}, exceptionally if it cannot go on. */
    public CompletableFuture<Void> ended() {
        return follower.ended();
    }

    @Override
    public Optional<Token> opened(String shown) {
        return TokenSecret.parse(shown)
                .flatMap(secret ->
                        Optional.ofNullable(tokens.get(secret.tokenId())).filter(secret::opens))
                .filter(token -> token.isValidAt(time.instant()));
    }

    @Override
    public Optional<Token> ofId(String id) {
        return Optional.ofNullable(tokens.get(id)).filter(token -> token.isValidAt(time.instant()));
    }

    /** Returns once reading has ended. Safe to repeat. */
    @Override
    public void close() {
        follower.close();
    }

    private void take(ConsumerRecords<String, byte[]> records, long ignored) {
        records.forEach(record -> TokenRegistry.take(tokens, record.key(), record.value(), record.offset()));
    }
}
