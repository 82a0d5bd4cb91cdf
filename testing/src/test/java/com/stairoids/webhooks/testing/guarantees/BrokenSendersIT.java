package com.stairoids.webhooks.testing.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A guarantee is worth what it notices: each is held against a sender that breaks it, and against one that does not. */
class BrokenSendersIT {
    private static final List<Duration> DELAYS =
            Stream.of(60, 80, 100, 120, 140).map(Duration::ofMillis).toList();
    private static final Duration TOLERANCE = Duration.ofSeconds(10);
    private static final Set<String> EVENTS = Set.of("evt_1", "evt_2", "evt_3");
    private static final SigningSecret SECRET = SigningSecret.generate(new SecureRandom());

    private static TestBroker broker;
    private static Receiver receiver;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        receiver = Receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        broker.close();
    }

    @Test
    void withoutADefectAllGuaranteesHold() throws Exception {
        Guarantee.requireAll(guaranteesAfter("sound", Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aDefectIsNoticed(Defect defect) throws Exception {
        Guarantee[] guarantees = guaranteesAfter(defect.name(), EnumSet.of(defect));

        Set<Class<?>> noticing = Arrays.stream(guarantees)
                .filter(guarantee -> !guarantee.violations().isEmpty())
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(noticing).contains(defect.noticedBy());
    }

    /** A new guarantee needs a defect that it notices. */
    @Test
    void everyGuaranteeHasADefectThatItMustNotice() throws IOException {
        Set<String> covered = Arrays.stream(Defect.values())
                .map(defect -> defect.noticedBy().getSimpleName())
                .collect(Collectors.toSet());

        assertThat(covered).containsAll(declaredGuarantees());
    }

    /** Two endpoints, one that accepts and one that never does; what each guarantee has to say of the outcome. */
    private static Guarantee[] guaranteesAfter(String run, Set<Defect> defects) throws Exception {
        String accepting = "/" + run + "/accepting";
        String refusing = "/" + run + "/refusing";
        receiver.answers(refusing, Behaviour.status(500));
        try (NaiveSender sender = new NaiveSender(
                        broker.bootstrapServers(),
                        run,
                        Map.of("ep_accepting", receiver.url(accepting), "ep_refusing", receiver.url(refusing)),
                        SECRET,
                        DELAYS,
                        defects);
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            for (String event : EVENTS) {
                deliver(writer, run, event, "ep_accepting");
            }
            if (!defects.contains(Defect.LOSES_A_DELIVERY)
                    && !defects.contains(Defect.COMMITS_BEFORE_THE_ANSWER_AND_DIES)) {
                deliver(writer, run, "evt_1", "ep_refusing");
            }
            sender.run();
        }
        List<PostedAttempt> accepted = PostedAttempt.of(receiver.requests(accepting));
        List<PostedAttempt> refused = PostedAttempt.of(receiver.requests(refusing));
        List<PostedAttempt> all =
                Stream.concat(accepted.stream(), refused.stream()).toList();
        return new Guarantee[] {
            new EveryEventIsDelivered(EVENTS, Set.of(accepting), accepted),
            new NothingIsDoubled(all),
            new OneDeliveryPerEndpoint(all),
            new BodyNeverChanges(all),
            new EverySignatureHolds(all, Map.of(accepting, SECRET.reveal(), refusing, SECRET.reveal())),
            new AttemptsAreOnTime(all, DELAYS, TOLERANCE),
            new SixAttemptsThenDeadLetter(refused, deadLetters(run))
        };
    }

    private static void deliver(TopicWriter writer, String run, String event, String endpoint) {
        DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                event, "signal.created", "ws_1", run + "-" + event + "-" + endpoint, "2026-11-25T00:00:00Z", 0, null);
        byte[] body = "{\"id\":\"%s\"}".formatted(event).getBytes(StandardCharsets.UTF_8);
        writer.write(Topic.DELIVERIES, endpoint, body, headers.toHeaders());
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String run) {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.DEAD_LETTER).stream()
                .filter(letter -> HeaderText.read(letter.headers(), HeaderNames.DELIVERY_ID)
                        .orElse("")
                        .startsWith(run + "-"))
                .toList();
    }

    private static Set<String> declaredGuarantees() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/com/stairoids/webhooks/testing/guarantees"))) {
            return files.filter(BrokenSendersIT::isGuarantee)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isGuarantee(Path file) {
        try {
            return Files.readString(file).contains("implements Guarantee");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
