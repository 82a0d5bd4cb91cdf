package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The threads that meet in an exchange, thousands of times with random head starts: the client's, the timer's, and the one
 * that started it. However they fall, there is one result, no deadline is left running, and a request whose time is over
 * is cut short. See docs/decisions/014-interleavings.md.
 */
final class ExchangeRacesTest {
    private static final int ROUNDS = 5_000;
    private static final int MOST_PARTIES = 3;
    private static final int HEAD_START = 400;

    private final Random random = new Random(14);
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_PARTIES);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void anAnswerMeetsTheDeadline() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Meeting meeting = new Meeting();
            meeting.exchange.request(meeting.request);

            race(meeting::answer, meeting.timer::ring);

            meeting.check();
        }
    }

    @Test
    void theDeadlineMeetsTheHandleByWhichTheRequestIsCutShort() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Meeting meeting = new Meeting();

            race(() -> meeting.exchange.request(meeting.request), meeting.timer::ring);

            meeting.check();
        }
    }

    @Test
    void aFailureMeetsTheConnectionAndTheDeadline() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Meeting meeting = new Meeting();
            meeting.exchange.request(meeting.request);

            race(
                    () -> meeting.exchange.fail(FailureReason.CONNECTION_CLOSED, "closed"),
                    meeting::connect,
                    meeting.timer::ring);

            assertThat(meeting.results).hasValue(1);
            assertThat(meeting.timer.waiting()).isZero();
        }
    }

    private void race(Runnable... parts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(parts.length);
        List<Future<?>> running = new ArrayList<>();
        for (Runnable part : parts) {
            int delay = random.nextInt(HEAD_START);
            running.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < delay; i++) {
                    Thread.onSpinWait();
                }
                part.run();
                return null;
            }));
        }
        for (Future<?> part : running) {
            part.get();
        }
    }

    /** One exchange, and what its result looked like to whoever waits for it. */
    private static final class Meeting {
        private final SteeredTimer timer = new SteeredTimer();
        private final Exchange exchange =
                new Exchange(timer, Instant.EPOCH, Duration.ofSeconds(3), Duration.ofSeconds(10));
        private final CompletableFuture<Boolean> request = new CompletableFuture<>();
        private final AtomicInteger results = new AtomicInteger();

        private Meeting() {
            var _ = exchange.result().thenAccept(_ -> results.incrementAndGet());
        }

        private void connect() {
            exchange.connected(new Socket());
            exchange.requestStarted();
        }

        private void answer() {
            connect();
            exchange.head(new BasicHttpResponse(200));
            exchange.body(new byte[1]);
            exchange.complete();
        }

        /** Whatever nobody has ended, its deadline ends: were it missing, there would be no result. */
        private void check() {
            assertThat(timer.waiting()).isEqualTo(exchange.result().isDone() ? 0 : 1);
            timer.ring();
            assertThat(results).hasValue(1);
            assertThat(timer.waiting()).isZero();
            assertThat(exchange.result().join() instanceof PostResult.Answered || request.isCancelled())
                    .as("answered, or cut short")
                    .isTrue();
        }
    }

    /** A connection; who closes it is not looked at here. */
    private static final class Socket implements ModalCloseable {
        @Override
        public void close(CloseMode closeMode) {
            close();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
