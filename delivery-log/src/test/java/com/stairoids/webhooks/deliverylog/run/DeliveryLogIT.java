package com.stairoids.webhooks.deliverylog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryPage;
import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.view.Happenings;
import com.stairoids.webhooks.deliverylog.view.NaiveLog;
import com.stairoids.webhooks.deliverylog.view.RandomHappenings;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class DeliveryLogIT {
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path directory;

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void noRowIsWrongOrMissingThoughItIsKilledAndThoughItsDirectoryIsLost() throws Exception {
        try (HappeningWriter writer = new HappeningWriter(broker.bootstrapServers(), 1);
                JavaProcess process = LogProcess.start(
                        broker.bootstrapServers(),
                        "killed",
                        directory.resolve("killed"),
                        directory.resolve("output"))) {
            writer.write(30);
            process.awaitSaying(LogProcess.READY, LogProcess.DEADLINE);
            writer.write(20);
            process.kill();
            writer.write(10);
        }
        NaiveLog model = model();

        try (RunningDeliveryLog killed = ready("killed", "killed")) {
            assertThatAllIsAsInTheModel(killed.log(), model);
        }
        try (RunningDeliveryLog lost = ready("killed", "lost")) {
            assertThatAllIsAsInTheModel(lost.log(), model);
        }
    }

    @Test
    void aDeliveryIsSeenWithinTwoSecondsAndAfterARestart() throws Exception {
        Happening first =
                Happenings.of("ws_first", "ep_seen", "dlv_first", Instant.now()).delivered(1, 5);
        Happening happening =
                Happenings.of("ws_seen", "ep_seen", "dlv_seen", Instant.now()).delivered(1, 5);
        try (RunningDeliveryLog log = ready("seen", "seen");
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            // The first of a process loads what reads it, which is not what the two seconds are for.
            writer.write(Topic.ATTEMPTS, "ep_seen", Json.write(first));
            await().atMost(LogProcess.DEADLINE)
                    .until(() -> log.log().find("ws_first", "dlv_first").isPresent());

            writer.write(Topic.ATTEMPTS, "ep_seen", Json.write(happening));
            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> log.log().find("ws_seen", "dlv_seen").isPresent());
            await().atMost(LogProcess.DEADLINE).until(() -> log.log().lag().isZero());
        }

        try (RunningDeliveryLog log = ready("seen", "seen")) {
            assertThat(log.log().list(DeliveryQuery.of("ws_seen")).deliveries()).hasSize(1);
        }
    }

    private RunningDeliveryLog ready(String instance, String state) {
        RunningDeliveryLog log = LogProcess.startHere(broker.bootstrapServers(), instance, directory.resolve(state));
        LogProcess.awaitReady(log);
        return log;
    }

    /** From the topic itself, as whoever reads only what was committed sees it. */
    private NaiveLog model() throws MalformedJsonException {
        NaiveLog model = new NaiveLog();
        List<ConsumerRecord<String, byte[]>> records =
                new ArrayList<>(TopicReader.readAll(broker.bootstrapServers(), Topic.ATTEMPTS));
        records.sort(Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        for (ConsumerRecord<String, byte[]> record : records) {
            model.add(Json.read(record.value(), Happening.class), Instant.ofEpochMilli(record.timestamp()));
        }
        return model;
    }

    private static void assertThatAllIsAsInTheModel(DeliveryLog log, NaiveLog model) throws LogUnavailableException {
        await().atMost(LogProcess.DEADLINE).until(() -> log.lag().isZero());
        RandomHappenings any = new RandomHappenings(2, 500);
        List<DeliveryQuery> queries =
                new ArrayList<>(List.of(DeliveryQuery.of("ws_1"), DeliveryQuery.of("ws_10"), DeliveryQuery.of("ws_2")));
        for (int number = 0; number < 100; number++) {
            queries.add(any.query(Instant.now().minusSeconds(60), Instant.now()));
        }
        for (DeliveryQuery query : queries) {
            assertThat(ids(log, query)).as(query::toString).isEqualTo(model.ids(query));
        }
        model.matching(DeliveryQuery.of("ws_1")).forEach(row -> assertThatItIsAsInTheModel(log, row));
    }

    private static void assertThatItIsAsInTheModel(DeliveryLog log, NaiveLog.Row row) {
        try {
            assertThat(log.find("ws_1", row.identity().id())).hasValueSatisfying(delivery -> {
                assertThat(delivery.status()).isEqualTo(row.status());
                assertThat(delivery.entries()).hasSameSizeAs(row.happenings());
            });
        } catch (LogUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(DeliveryLog log, DeliveryQuery query) throws LogUnavailableException {
        List<String> ids = new ArrayList<>();
        DeliveryPosition after = null;
        do {
            DeliveryPage page = log.list(query.after(after));
            page.deliveries().forEach(delivery -> ids.add(delivery.identity().id()));
            after = page.next();
        } while (after != null);
        return ids;
    }
}
