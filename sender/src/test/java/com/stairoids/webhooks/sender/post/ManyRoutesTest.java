package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However many hosts are sent to, the open connections stay within the pool, and idle ones go. */
final class ManyRoutesTest {
    private static final int ROUTES = 3000;
    private static final int CONNECTIONS = 60;
    private static final int IN_FLIGHT = 40;
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    @Test
    void idleConnectionsMakeRoomForNewOnesAndAreClosedInTheEnd() throws IOException, InterruptedException {
        try (ServerSocket everyAddress = new ServerSocket(0, 1024);
                HttpPoster poster = Posters.poster(Posters.NO_NAMES, CONNECTIONS, BOUND, BOUND, Optional.empty())) {
            Thread.ofVirtual().start(() -> listen(everyAddress));
            Semaphore free = new Semaphore(IN_FLIGHT);
            for (int route = 0; route < ROUTES; route++) {
                assertThat(free.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                String url = "http://127.1.%d.%d:%d/".formatted(route >> 8, route & 255, everyAddress.getLocalPort());
                var _ = Posters.post(poster, url).thenAccept(result -> {
                    if (result instanceof PostResult.Answered) {
                        answered.incrementAndGet();
                    }
                    free.release();
                });
            }
            assertThat(free.tryAcquire(IN_FLIGHT, 20, TimeUnit.SECONDS)).isTrue();

            assertThat(answered).hasValue(ROUTES);
            // Those that make room may still be closing when their successors open, and the more the busier the machine
            // is.
            assertThat(mostOpen.get()).isBetween(CONNECTIONS / 2, ROUTES / 4);
            await().atMost(Duration.ofSeconds(15)).until(() -> open.get() == 0);
        }
    }

    private void listen(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // The server was closed: the loop decides.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int before = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (before == '{' && next == '}') {
                    socket.getOutputStream().write(ANSWER);
                }
                before = next;
            }
        } catch (IOException e) {
            // The client closed the connection: that is what is counted.
        } finally {
            open.decrementAndGet();
        }
    }
}
