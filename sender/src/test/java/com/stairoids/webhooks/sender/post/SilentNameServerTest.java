package com.stairoids.webhooks.sender.post;

import static com.stairoids.webhooks.sender.post.Posters.post;
import static com.stairoids.webhooks.sender.post.Posters.reason;
import static com.stairoids.webhooks.sender.post.Posters.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.sender.post.NameServer.Reply;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that no server answers for cost their own endpoints' requests only. */
final class SilentNameServerTest {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration EXCHANGE = Duration.ofSeconds(5);
    private static final int DEAD = 500;
    private static final int MOST_NEW_THREADS = 10;

    private final NameServer server =
            NameServer.answering(question -> question.getName().toString().contains("healthy")
                    ? Reply.address(question, "127.0.0.1")
                    : new Reply.Nothing());
    private final DnsLookup names = new DnsLookup(List.of(server.address()), CONNECT);
    private final HttpPoster poster = Posters.poster(names, 1000, CONNECT, EXCHANGE, Optional.empty());
    private final Receiver receiver = Receiver.start();

    @BeforeEach
    void warmUp() {
        await().until(() -> post(poster, healthy(0)).join() instanceof PostResult.Answered);
    }

    @AfterEach
    void close() {
        poster.close();
        names.close();
        server.close();
        receiver.close();
    }

    @Test
    void fiveHundredDeadNamesDoNotSlowAHealthyOneAndTakeNoThreads() {
        int threads = platformThreads();
        List<CompletableFuture<PostResult>> dead = IntStream.range(0, DEAD)
                .mapToObj(number -> post(poster, "http://dead-" + number + ".example.:9/"))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(dead.toArray(CompletableFuture[]::new));
        List<Duration> latencies = new ArrayList<>();
        int mostThreads = threads;
        for (int number = 1; !all.isDone(); number++) {
            // A new name each time: its look-up must not queue behind the dead ones.
            PostResult result = post(poster, healthy(number)).join();
            assertThat(result).isInstanceOf(PostResult.Answered.class);
            latencies.add(took(result));
            mostThreads = Math.max(mostThreads, platformThreads());
        }

        assertThat(dead).allSatisfy(attempt -> {
            assertThat(reason(attempt.join())).isEqualTo(FailureReason.DNS_FAILED);
            assertThat(took(attempt.join())).isLessThan(CONNECT.plusSeconds(10));
        });
        assertThat(mostThreads).isLessThan(threads + MOST_NEW_THREADS);
        assertThat(latencies).hasSizeGreaterThan(10);
        assertThat(latencies.stream().sorted().toList().get(latencies.size() / 2))
                .isLessThan(Duration.ofMillis(100));
    }

    private URI healthy(int number) {
        return receiver.url("healthy-" + number + ".example.", "/");
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }
}
