package com.stairoids.webhooks.retryscheduler.recovered;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast the backlog of one endpoint flows, where its sender has room for 500 and says so every 50 ms. */
@Tag("slow")
class ReleaseRateIT {
    private static final Logger log = LoggerFactory.getLogger(ReleaseRateIT.class);

    private static final int BACKLOG = 100_000;
    private static final int ROOM = 500;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);
    private static final int LEAST_PER_SECOND = 2_000;

    @Test
    void aBacklogOfAHundredThousandFlowsAtSeveralThousandASecond(@TempDir Path state) {
        try (ParkingLine line = new ParkingLine();
                RetryScheduler _ = line.start(state, Map.of("retry-scheduler.ask-after", "1h"));
                KafkaConsumer<String, byte[]> deliveries = deliveries(line)) {
            for (int from = 0; from < BACKLOG; from += 10_000) {
                line.park("ep_rate", from, from + 10_000, new byte[1000]);
            }
            line.awaitParked();

            long started = System.nanoTime();
            long received = receive(line, deliveries);

            long perSecond = received * 1_000_000_000L / (System.nanoTime() - started);
            log.atInfo()
                    .addKeyValue("records", received)
                    .addKeyValue("perSecond", perSecond)
                    .log("A backlog flowed");
            assertThat(perSecond).isGreaterThan(LEAST_PER_SECOND);
        }
    }

    private static long receive(ParkingLine line, KafkaConsumer<String, byte[]> deliveries) {
        long received = 0;
        long granted = 0;
        while (received < BACKLOG) {
            if (received + ROOM - granted >= ROOM / 4) {
                granted = received + ROOM;
                line.grant("ep_rate", "one", granted, null);
            }
            long turn = System.nanoTime();
            do {
                received += deliveries.poll(Duration.ofMillis(10)).count();
            } while (System.nanoTime() - turn < COMMIT_INTERVAL.toNanos());
        }
        return received;
    }

    private static KafkaConsumer<String, byte[]> deliveries(ParkingLine line) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        line.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "rate",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.DELIVERIES.topicName()));
        return consumer;
    }
}
