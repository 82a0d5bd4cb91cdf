package com.stairoids.webhooks.router;

import static com.stairoids.webhooks.router.Line.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class RouterRestartIT {
    private static final int EVENTS_BETWEEN_KILLS = 1000;

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Line line = new Line();

    @TempDir
    private Path directory;

    @AfterAll
    void stop() {
        line.close();
    }

    @Test
    void makesItsTableAgainFromTheTopicWhereItsDirectoryIsEmpty() {
        RecordMetadata written = line.subscribe("ws_table", "end_a", Endpoints.enabled("signal.created"));
        line.subscribe("ws_table", "end_b", Endpoints.enabled("signal.created"));
        line.subscribe("ws_table", "end_b", null);
        try (Router _ = line.startRouter(directory.resolve("first"))) {
            line.awaitReceivers("ws_table", 1);
        }

        try (Router _ = line.startRouter(directory.resolve("second"))) {
            List<ConsumerRecord<String, byte[]>> deliveries =
                    line.deliveriesOf(line.produce(Events.signal("ws_table")));

            assertThat(deliveries).singleElement().satisfies(delivery -> {
                assertThat(delivery.key()).isEqualTo("end_a");
                assertThat(header(delivery, HeaderNames.SUBSCRIPTION_OFFSET))
                        .isEqualTo(Long.toString(written.offset()));
            });
        }
    }

    @Test
    void takesUpItsTableWhereItLeftIt() {
        line.subscribe("ws_left", "end_a", Endpoints.enabled("signal.created"));
        line.subscribe("ws_left", "end_b", Endpoints.enabled("signal.created"));
        try (Router _ = line.startRouter(directory.resolve("kept"))) {
            line.awaitReceivers("ws_left", 2);
        }
        line.subscribe("ws_left", "end_a", null);

        try (Router _ = line.startRouter(directory.resolve("kept"))) {
            List<ConsumerRecord<String, byte[]>> deliveries = line.deliveriesOf(line.produce(Events.signal("ws_left")));

            assertThat(deliveries).extracting(ConsumerRecord::key).containsExactly("end_b");
        }
    }

    @Test
    void makesEachDeliveryOnceThoughItIsKilled() throws InterruptedException {
        List<byte[]> events = Collections.nCopies(EVENTS_BETWEEN_KILLS, Events.signal("ws_kill"));
        line.subscribe("ws_kill", "end_a", Endpoints.enabled("signal.created"));
        line.subscribe("ws_kill", "end_b", Endpoints.enabled("signal.created"));
        for (int life = 1; life <= 3; life++) {
            int before = deliveryIds().size();
            try (JavaProcess router = startProcess()) {
                line.produceAll(events);
                await().atMost(DEADLINE).until(() -> deliveryIds().size() > before);
                line.produceAll(events);
                router.kill();
            }
        }

        try (JavaProcess _ = startProcess()) {
            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(deliveryIds()).hasSize(3 * 2 * EVENTS_BETWEEN_KILLS * 2));
        }

        assertThat(deliveryIds()).doesNotHaveDuplicates();
    }

    private JavaProcess startProcess() {
        return RouterProcess.start(
                line.bootstrapServers(), directory.resolve("killed"), directory.resolve("log-" + System.nanoTime()));
    }

    private List<String> deliveryIds() {
        return TopicReader.readAll(line.bootstrapServers(), Topic.DELIVERIES).stream()
                .filter(delivery -> header(delivery, HeaderNames.WORKSPACE_ID).equals("ws_kill"))
                .map(delivery -> header(delivery, HeaderNames.DELIVERY_ID))
                .toList();
    }
}
