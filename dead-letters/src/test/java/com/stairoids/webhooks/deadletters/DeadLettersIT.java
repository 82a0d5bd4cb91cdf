package com.stairoids.webhooks.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
    private static final int WRITTEN = 1200;
    private static Instant now = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init") // JUnit calls fillTopic first.
    private static TestBroker broker;

    @SuppressWarnings("NullAway.Init") // JUnit calls fillTopic first.
    private static DeadLetters deadLetters;

    /** One dead letter a second up to now, to ten endpoints in turn, and one record that is none. */
    @BeforeAll
    static void fillTopic() {
        now = Instant.now();
        broker = TestBroker.start();
        deadLetters = new DeadLetters(kafka());
        try (var writer = new TopicWriter(broker.bootstrapServers())) {
            for (int number = 0; number < WRITTEN; number++) {
                byte[] key = ("ep_" + number % 10).getBytes(StandardCharsets.UTF_8);
                var headers = Dead.headers("dlv_" + number, now.minusSeconds(WRITTEN - 1 - number));
                var _ = writer.send(
                        new ProducerRecord<>(Topic.DEAD_LETTER.topicName(), null, null, key, new byte[100], headers));
            }
            writer.write(Topic.DEAD_LETTER, null, "no dead letter".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void showsEveryRecordAlsoTheMalformed() {
        List<DeadLetter> all = all(DeadLetterFilter.any());

        assertThat(all).hasSize(WRITTEN + 1);
        assertThat(all.stream().filter(DeadLetter.Malformed.class::isInstance)).hasSize(1);
        assertThat(all.stream().map(DeadLetter::coordinates)).doesNotHaveDuplicates();
    }

    @Test
    void showsThoseOfAnEndpoint() {
        List<DeadLetter> ofOne = all(DeadLetterFilter.any().ofEndpoint("ep_3"));

        assertThat(ofOne).hasSize(WRITTEN / 10).allMatch(letter -> "ep_3".equals(letter.endpointId()));
    }

    @Test
    void showsThoseOfAStretchOfTime() {
        var lastMinuteButTenSeconds = DeadLetterFilter.any()
                .since(now.minusSeconds(59))
                .until(now.minusSeconds(9))
                .withReason("http-status");

        assertThat(all(lastMinuteButTenSeconds)).hasSize(50);
    }

    @Test
    void showsNoneThatWereAppendedBeforeTheTimeAskedFor() {
        assertThat(all(DeadLetterFilter.any().since(Instant.now().plus(Duration.ofHours(1)))))
                .isEmpty();
    }

    @Test
    void showsAllSinceATimeBeforeAnyThatKafkaKnows() {
        for (Instant since : List.of(Instant.EPOCH, Instant.parse("0000-01-01T00:00:00Z"))) {
            assertThat(all(DeadLetterFilter.any().since(since)))
                    .as("since %s", since)
                    .hasSize(WRITTEN + 1);
        }
    }

    @Test
    void readsNoFurtherThanItsUserTakes() {
        try (var letters = deadLetters.stream(DeadLetterFilter.any())) {
            assertThat(letters.limit(3)).hasSize(3);
        }
    }

    @Test
    void keepsTheLatestInOrder() {
        List<DeadLetter> latest = deadLetters.latest(DeadLetterFilter.any().ofWorkspace("ws_1"), 5);

        assertThat(latest)
                .extracting(DeadLetter::deadLetteredAt)
                .containsExactly(
                        now.minusSeconds(4), now.minusSeconds(3), now.minusSeconds(2), now.minusSeconds(1), now);
    }

    @Test
    void waitsForNoTransactionThatIsOpen() {
        try (var open = new KafkaProducer<String, byte[]>(kafka().transactionalProducer("open"))) {
            open.initTransactions();
            open.beginTransaction();
            var _ = open.send(new ProducerRecord<>(Topic.DEAD_LETTER.topicName(), "ep_open", new byte[1]));
            open.flush();

            List<DeadLetter> committed = all(DeadLetterFilter.any());

            open.abortTransaction();
            assertThat(committed).hasSize(WRITTEN + 1);
        }
    }

    private static List<DeadLetter> all(DeadLetterFilter filter) {
        try (var letters = deadLetters.stream(filter)) {
            return letters.toList();
        }
    }

    private static KafkaSettings kafka() {
        return KafkaSettings.of(Settings.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers())));
    }
}
