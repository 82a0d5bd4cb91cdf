package com.stairoids.webhooks.sender.post;

import static com.stairoids.webhooks.sender.post.Posters.post;
import static com.stairoids.webhooks.sender.post.Posters.reason;
import static com.stairoids.webhooks.sender.post.Posters.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that stalls while a connection is set up costs its own requests, each for as long as its bound, and no more. */
final class ConnectionSetUpTest {
    private static final Duration CONNECT = Duration.ofMillis(1200);
    private static final Duration EXCHANGE = Duration.ofMillis(2500);
    private static final int STALLED = 40;
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    private final Receiver healthy = Receiver.start(AUTHORITY.server("127.0.0.1"));

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpPoster poster;

    @BeforeEach
    void start() throws IOException {
        Path authorities = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.pem());
        poster = Posters.poster(Posters.NO_NAMES, 200, CONNECT, EXCHANGE, Optional.of(authorities));
        // The first handshake of a process loads a thousand classes, which is not what the bounds here are for.
        await().until(() -> post(poster, healthy.url("/")).join() instanceof PostResult.Answered);
    }

    @AfterEach
    void close() {
        poster.close();
        healthy.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStalledHandshakeIsCutByTheExchangesBoundAndItsSocketIsClosed(StallingServer.Stall stall) throws IOException {
        try (StallingServer server = StallingServer.start(stall)) {
            List<CompletableFuture<PostResult>> stalled = IntStream.range(0, STALLED)
                    .mapToObj(_ -> post(poster, server.url()))
                    .toList();
            assertHealthyUntilDone(stalled);

            assertThat(stalled).allSatisfy(attempt -> {
                assertThat(reason(attempt.join())).isEqualTo(FailureReason.TIMEOUT);
                assertThat(took(attempt.join())).isGreaterThanOrEqualTo(EXCHANGE);
            });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void aPortThatAnswersNoConnectionIsCutByTheConnectTimeout() throws IOException {
        try (FullBacklog full = FullBacklog.start()) {
            List<CompletableFuture<PostResult>> stalled = IntStream.range(0, STALLED)
                    .mapToObj(_ -> post(poster, full.url()))
                    .toList();
            assertHealthyUntilDone(stalled);

            assertThat(stalled).allSatisfy(attempt -> {
                assertThat(reason(attempt.join())).isEqualTo(FailureReason.CONNECT_TIMEOUT);
                assertThat(took(attempt.join())).isGreaterThanOrEqualTo(CONNECT.minusMillis(100));
            });
        }
    }

    private void assertHealthyUntilDone(List<CompletableFuture<PostResult>> stalled) {
        CompletableFuture<Void> all = CompletableFuture.allOf(stalled.toArray(CompletableFuture[]::new));
        List<Duration> latencies = new ArrayList<>();
        while (!all.isDone()) {
            PostResult result = post(poster, healthy.url("/")).join();
            assertThat(result).isInstanceOf(PostResult.Answered.class);
            latencies.add(took(result));
        }
        assertThat(latencies).hasSizeGreaterThan(10);
        assertThat(latencies.stream().sorted().toList().get(latencies.size() / 2))
                .isLessThan(Duration.ofMillis(100));
    }

    /** A listening socket whose queue of connections is full, so that Linux drops what would open another. */
    private record FullBacklog(ServerSocket server, List<Socket> queued) implements AutoCloseable {
        private static final int MOST = 64;

        static FullBacklog start() throws IOException {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
            List<Socket> queued = new ArrayList<>();
            boolean full = false;
            while (!full && queued.size() < MOST) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 300);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
            assertThat(full).as("the queue is full").isTrue();
            return new FullBacklog(server, queued);
        }

        String url() {
            return "https://127.0.0.1:" + server.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        }
    }
}
