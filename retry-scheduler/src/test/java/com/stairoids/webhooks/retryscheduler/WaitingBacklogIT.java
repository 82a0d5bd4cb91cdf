package com.stairoids.webhooks.retryscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits is several times what the process may use, all of it due at once. */
@Tag("slow")
class WaitingBacklogIT {
    private static final int COUNT = 100_000;
    private static final int BODY_BYTES = 1024;
    /** The deliveries' bytes alone are more than twice as many. */
    private static final int HEAP_MEGABYTES = 64;

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final Map<String, String> BOUNDS = Map.of(
            "retry.delays", "1h,1h,1h,1h,1h",
            "retry-scheduler.held-bytes", Integer.toString(8 * 1024 * 1024),
            "retry-scheduler.fetch-bytes", Integer.toString(128 * 1024),
            "retry-scheduler.batch-bytes", Integer.toString(1024 * 1024));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path stateDirectory;

    @Test
    void aHundredThousandThatWaitPassThroughASmallHeapOnceEach() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            write(broker.bootstrapServers(), Instant.now().plusSeconds(20));
            Map<String, String> settings = new HashMap<>(BOUNDS);
            settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
            settings.put("retry-scheduler.state-directory", stateDirectory.toString());

            try (SchedulerProcess scheduler = SchedulerProcess.start(HEAP_MEGABYTES, settings)) {
                awaitEachOnce(broker.bootstrapServers(), scheduler);

                assertThat(scheduler.isAlive()).isTrue();
            }
        }
    }

    private static void write(String bootstrapServers, Instant due) {
        byte[] body = new byte[BODY_BYTES];
        try (TopicWriter writer = new TopicWriter(bootstrapServers)) {
            for (int number = 0; number < COUNT; number++) {
                var headers = DeliveryHeaders.ofEvent(
                                "evt_1", "signal.created", "ws_1", "dlv_" + number, "2026-11-01T12:00:00Z", 3, null)
                        .failed(Instant.parse("2026-11-01T12:00:01Z"), "503")
                        .dueAt(due)
                        .toHeaders();
                byte[] key = ("ep_" + number).getBytes(StandardCharsets.UTF_8);
                var _ = writer.send(new ProducerRecord<>(Topic.RETRY_8H.topicName(), null, null, key, body, headers));
            }
        }
    }

    private static void awaitEachOnce(String bootstrapServers, SchedulerProcess scheduler) {
        Set<String> putBack = new HashSet<>();
        Instant deadline = Instant.now().plus(DEADLINE);
        try (var consumer = consumer(bootstrapServers)) {
            while (putBack.size() < COUNT) {
                assertThat(scheduler.isAlive())
                        .as("the process with little heap lives")
                        .isTrue();
                assertThat(Instant.now()).as("%d are put back", putBack.size()).isBefore(deadline);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    String id = HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID)
                            .orElse("");
                    assertThat(putBack.add(id)).as("%s is put back once", id).isTrue();
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topic.DELIVERIES.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
