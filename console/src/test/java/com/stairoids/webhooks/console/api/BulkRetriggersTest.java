package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.deadletters.replay.ReplayCount;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BulkRetriggersTest {
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    private final CountDownLatch never = new CountDownLatch(1);
    private final BulkRetriggers bulks = new BulkRetriggers(new SecureRandom());

    @AfterEach
    void end() {
        bulks.close();
    }

    @Test
    void oneAtATimeIsRunForAnEndpointTwoForAWorkspaceAndEightInAll() {
        for (int i = 0; i < 8; i++) {
            assertThat(start(new EndpointKey("ws_" + i / 2, "ep_" + i))).isEqualTo(BulkRetriggers.Start.STARTED);
        }

        assertThat(start(new EndpointKey("ws_0", "ep_0"))).isEqualTo(BulkRetriggers.Start.ENDPOINT_IS_BUSY);
        assertThat(start(new EndpointKey("ws_0", "ep_8"))).isEqualTo(BulkRetriggers.Start.TOO_MANY_OF_WORKSPACE);
        assertThat(start(new EndpointKey("ws_4", "ep_0"))).isEqualTo(BulkRetriggers.Start.TOO_MANY);
    }

    @Test
    void aWorkspaceThatHasTwoLeavesRoomForOthers() {
        assertThat(start("ep_1")).isEqualTo(BulkRetriggers.Start.STARTED);
        assertThat(start("ep_2")).isEqualTo(BulkRetriggers.Start.STARTED);

        assertThat(start("ep_3")).isEqualTo(BulkRetriggers.Start.TOO_MANY_OF_WORKSPACE);
        assertThat(start(new EndpointKey("ws_2", "ep_1"))).isEqualTo(BulkRetriggers.Start.STARTED);
    }

    @Test
    void oneThatEndsByAnErrorHasFailedAndTheErrorIsNotSwallowed() {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.set(e));
        try {
            Error error = new StackOverflowError("for this test");
            BulkRetrigger failed = bulk("ep_1");

            bulks.start(failed, _ -> {
                throw error;
            });

            await().dontCatchUncaughtExceptions()
                    .untilAsserted(() -> assertThat(uncaught).hasValue(error));
            assertThat(failed.view().status()).isEqualTo("failed");
            assertThat(failed.view().error()).contains("should not have happened");
            assertThat(start("ep_1")).isEqualTo(BulkRetriggers.Start.STARTED);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void oneThatEndedMakesRoomAndCanStillBeSeen() {
        BulkRetrigger done = bulk("ep_1");
        bulks.start(done, _ -> new ReplayCount(3, 3, 1, Map.of()));
        await().until(() -> !done.isRunning());

        assertThat(start("ep_1")).isEqualTo(BulkRetriggers.Start.STARTED);
        assertThat(bulks.find(new EndpointKey("ws_1", "ep_1"), done.view().id()))
                .contains(done);
        assertThat(bulks.find(new EndpointKey("ws_2", "ep_1"), done.view().id()))
                .isEmpty();
        assertThat(bulks.of(new EndpointKey("ws_1", "ep_1")))
                .hasSize(2)
                .endsWith(done)
                .first()
                .matches(BulkRetrigger::isRunning);
        assertThat(bulks.of(new EndpointKey("ws_2", "ep_1"))).isEmpty();
        assertThat(done.view().status()).isEqualTo("completed");
        assertThat(done.view().asked()).isEqualTo(3);
        assertThat(done.view().askedBefore()).isEqualTo(1);
    }

    @Test
    void oneThatKafkaDoesNotTakeSaysSoAndKeepsItsProgress() {
        BulkRetrigger failed = bulk("ep_1");
        bulks.start(failed, bulk -> {
            bulk.planned(new ReplayCount(4, 0, 1, Map.of()));
            bulk.progressed(new ReplayCount(2, 2, 0, Map.of()));
            throw new TimeoutException("no broker");
        });

        await().until(() -> !failed.isRunning());

        assertThat(failed.view().status()).isEqualTo("failed");
        assertThat(failed.view().total()).isEqualTo(5);
        assertThat(failed.view().asked()).isEqualTo(2);
        assertThat(failed.view().error()).doesNotContain("no broker");
    }

    @Test
    void oneThatIsCancelledHasEndedWhenItIsSaidSo() throws InterruptedException {
        BulkRetrigger running = bulk("ep_1");
        bulks.start(running, _ -> {
            never.await();
            throw new IllegalStateException("unreachable");
        });

        running.cancel();

        assertThat(running.view().status()).isEqualTo("cancelled");
        assertThat(running.view().endedAt()).isEqualTo(AT);
    }

    private BulkRetriggers.Start start(String endpoint) {
        return start(new EndpointKey("ws_1", endpoint));
    }

    private BulkRetriggers.Start start(EndpointKey endpoint) {
        return bulks.start(bulk(endpoint), _ -> {
            never.await();
            throw new IllegalStateException("unreachable");
        });
    }

    private BulkRetrigger bulk(String endpoint) {
        return bulk(new EndpointKey("ws_1", endpoint));
    }

    private BulkRetrigger bulk(EndpointKey endpoint) {
        return new BulkRetrigger(bulks.newId(AT), endpoint, AT, AT, InstantSource.fixed(AT));
    }
}
