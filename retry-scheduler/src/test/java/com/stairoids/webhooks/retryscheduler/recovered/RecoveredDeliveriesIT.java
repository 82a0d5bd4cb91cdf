package com.stairoids.webhooks.retryscheduler.recovered;

import static com.stairoids.webhooks.retryscheduler.recovered.ParkingLine.DEADLINE;
import static com.stairoids.webhooks.retryscheduler.recovered.ParkingLine.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class RecoveredDeliveriesIT {
    private static final byte[] BODY = new byte[500];

    private final ParkingLine line = new ParkingLine();

    @TempDir
    private Path directory;

    @AfterAll
    void stop() {
        line.close();
    }

    @Test
    void letsGoEachOfTwoThousandOnceInStepsAndInOrderWhateverRestarts() {
        try (RetryScheduler _ = line.start(directory.resolve("steps"), Map.of())) {
            line.park("ep_steps", 0, 2000, BODY);
            line.awaitParked();
            line.grant("ep_steps", "one", 500, null);
            awaitReleased("ep_steps", 500);
            line.grant("ep_steps", "one", 700, null);
        }
        try (RetryScheduler _ = line.start(directory.resolve("steps"), Map.of())) {
            awaitReleased("ep_steps", 700);
            line.grant("ep_steps", "one", 1400, null);
            awaitReleased("ep_steps", 1400);
            line.grant("ep_steps", "two", 1000, null);
            awaitReleased("ep_steps", 2000);
        }

        assertThat(line.releasedIds("ep_steps")).isEqualTo(ids("ep_steps", 2000));
        assertThat(line.released("ep_steps"))
                .extracting(record -> Integer.parseInt(header(record, HeaderNames.PARKED_LEFT)))
                .isEqualTo(IntStream.range(0, 2000)
                        .map(number -> 1999 - number)
                        .boxed()
                        .toList());
    }

    @Test
    void losesAndDoublesNothingThoughItIsKilled() throws InterruptedException {
        int granted = 0;
        for (int life = 0; life < 3; life++) {
            try (JavaProcess scheduler = startProcess()) {
                line.park("ep_kill", 1000 * life, 1000 * (life + 1), BODY);
                int before = granted;
                granted += 600;
                line.grant("ep_kill", "one", granted, null);
                await().atMost(DEADLINE).until(() -> line.releasedIds("ep_kill").size() > before);
                line.park("ep_kill_" + life, 0, 1000, BODY);
                line.grant("ep_kill_" + life, "one", 1000, null);
                scheduler.kill();
            }
        }

        try (JavaProcess _ = startProcess()) {
            line.grant("ep_kill", "one", 3000, null);
            awaitReleased("ep_kill", 3000);
            for (int life = 0; life < 3; life++) {
                awaitReleased("ep_kill_" + life, 1000);
            }
        }

        assertThat(line.releasedIds("ep_kill")).containsExactlyInAnyOrderElementsOf(ids("ep_kill", 3000));
    }

    @Test
    void readsWhatIsParkedAgainWhereItsDirectoryIsLost() {
        try (RetryScheduler _ = line.start(directory.resolve("lost"), Map.of())) {
            line.park("ep_lost", 0, 300, BODY);
            line.grant("ep_lost", "one", 100, null);
            awaitReleased("ep_lost", 100);
        }

        try (RetryScheduler _ = line.start(directory.resolve("found"), Map.of())) {
            line.grant("ep_lost", "one", 300, null);
            awaitReleased("ep_lost", 300);
        }

        assertThat(line.releasedIds("ep_lost")).isEqualTo(ids("ep_lost", 300));
    }

    @Test
    void takesDeliveriesOfTheLargestSizeByteForByte() {
        byte[] body = new byte[1024 * 1024];
        ThreadLocalRandom.current().nextBytes(body);
        try (RetryScheduler _ = line.start(directory.resolve("large"), Map.of())) {
            line.park("ep_large", 0, 20, body);
            line.grant("ep_large", "one", 20, null);
            awaitReleased("ep_large", 20);
        }

        assertThat(line.released("ep_large"))
                .allSatisfy(record ->
                        assertThat(Arrays.equals(record.value(), body)).isTrue());
    }

    @Test
    void makesADeadLetterOfWhatWaitsForTooLong() {
        try (RetryScheduler _ = line.start(directory.resolve("dead"), Map.of("retry-scheduler.parked-at-most", "2s"))) {
            line.park("ep_dead", 0, 1, BODY);
            await().atMost(DEADLINE)
                    .until(() -> TopicReader.readAll(line.bootstrapServers(), Topic.DEAD_LETTER).stream()
                            .anyMatch(record -> "ep_dead".equals(record.key())));
        }

        assertThat(line.released("ep_dead")).isEmpty();
    }

    @Test
    void asksWhereNobodySaysAnything() {
        try (RetryScheduler _ = line.start(directory.resolve("ask"), Map.of("retry-scheduler.ask-after", "1s"))) {
            line.park("ep_ask", 0, 2, BODY);
            awaitReleased("ep_ask", 2);
        }

        assertThat(line.released("ep_ask"))
                .extracting(record -> header(record, HeaderNames.RELEASE_EPOCH))
                .containsExactly("unasked", "unasked");
    }

    @Test
    void itsChangelogsAreAsDeclared() throws Exception {
        try (RetryScheduler _ = line.start(directory.resolve("changelogs"), Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", line.bootstrapServers()))) {
            for (ChangelogTopic changelog : ChangelogTopic.values()) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, changelog.topicName());
                Map<String, String> actual = admin.describeConfigs(List.of(resource)).all().get().values().stream()
                        .flatMap(configuration -> configuration.entries().stream())
                        .collect(Collectors.toMap(ConfigEntry::name, entry -> String.valueOf(entry.value())));

                assertThat(actual).containsAllEntriesOf(ChangelogTopic.configuration());
                assertThat(actual).containsEntry("min.insync.replicas", "1");
            }
            assertThat(admin.listTopics().names().get())
                    .filteredOn(name -> name.startsWith("stairoids-retry-scheduler-"))
                    .hasSize(ChangelogTopic.values().length);
        }
    }

    @Test
    void whatWaitsCostsNoTraffic() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        try (RetryScheduler _ = line.start(directory.resolve("quiet"), Map.of("retry-scheduler.ask-after", "1h"));
                Written written = new Written(line.bootstrapServers())) {
            for (int endpoint = 0; endpoint < 10; endpoint++) {
                line.park("ep_quiet_" + endpoint, 0, 1000, BODY);
                line.grant("ep_quiet_" + endpoint, "one", 1, later);
            }
            line.park("ep_quiet_mark", 0, 1, BODY);
            line.grant("ep_quiet_mark", "one", 1, null);
            awaitReleased("ep_quiet_mark", 1);
            AtomicLong last = new AtomicLong();
            await().atMost(DEADLINE)
                    .pollInterval(Duration.ofSeconds(3))
                    .until(() -> written.records() == last.getAndSet(written.records()));

            await().during(Duration.ofSeconds(8))
                    .atMost(Duration.ofSeconds(18))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(written.records()).isEqualTo(last.get()));
        }
    }

    private JavaProcess startProcess() {
        return RetrySchedulerProcess.start(
                line.bootstrapServers(), directory.resolve("killed"), directory.resolve("log-" + System.nanoTime()));
    }

    private void awaitReleased(String endpoint, int count) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(line.releasedIds(endpoint)).hasSize(count));
    }

    private static List<String> ids(String endpoint, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> endpoint + "_" + number)
                .toList();
    }
}
