package com.stairoids.webhooks.console.token;

import com.stairoids.webhooks.schemas.token.Token;
import com.stairoids.webhooks.schemas.token.TokenSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens topic in memory, read from its beginning on by a thread of its own. A token is good some 100 ms after it was
 * made, and no longer than that after it was revoked, as long as Kafka answers.
 */
public final class TokenTable implements Tokens, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TokenTable.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.TOKENS.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final InstantSource time;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("token-reader").unstarted(this::run);
    private volatile boolean caughtUp;
    private volatile boolean stopping;
    private volatile Optional<Consumer<String, byte[]>> reading = Optional.empty();

    public TokenTable(Supplier<Consumer<String, byte[]>> consumers, InstantSource time) {
        this.consumers = consumers;
        this.time = time;
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Whether all that was there at the start has been read, and reading goes on. */
    public boolean isReady() {
        return caughtUp && !ended.isDone();
    }

    /** Completes when reading ends: normally after {@link #close}, exceptionally if it cannot go on. */
    public CompletableFuture<Void> ended() {
        return ended;
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
        stopping = true;
        reading.ifPresent(Consumer::wakeup);
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_DEADLINE)) {
                log.atError().log("token reader did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            reading = Optional.of(consumer);
            read(consumer);
            ended.complete(null);
        } catch (WakeupException e) {
            log.atDebug().log("token reader stopped");
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("token reader cannot go on");
            ended.completeExceptionally(e);
        } finally {
            reading = Optional.empty();
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        long end = endOffset(consumer);
        while (!stopping) {
            consumer.poll(POLL)
                    .forEach(record -> TokenRegistry.take(tokens, record.key(), record.value(), record.offset()));
            caughtUp = caughtUp || hasReached(consumer, end);
        }
    }

    private long endOffset(Consumer<String, byte[]> consumer) {
        while (!stopping) {
            try {
                return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            } catch (RetriableException e) {
                waiting(e);
            }
        }
        throw new WakeupException();
    }

    private static boolean hasReached(Consumer<String, byte[]> consumer, long end) {
        try {
            return consumer.position(PARTITION) >= end;
        } catch (RetriableException e) {
            waiting(e);
            return false;
        }
    }

    private static void waiting(RetriableException e) {
        log.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for the tokens topic");
    }
}
