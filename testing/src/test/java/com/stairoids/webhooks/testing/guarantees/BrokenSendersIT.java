package com.stairoids.webhooks.testing.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    /** A few deliveries take less, also on a busy machine. */
    private static final Duration UNHURRIED = Duration.ofSeconds(5);

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

        assertThat(noticing).containsAll(defect.noticedBy());
    }

    @Test
    void aRepeatAfterADeathIsExplained() throws Exception {
        Guarantee[] guarantees = guaranteesAfter("death", EnumSet.of(Defect.DIES_BETWEEN_ANSWER_AND_COMMIT));

        assertThat(guarantees)
                .filteredOn(EveryRepeatIsExplained.class::isInstance)
                .singleElement()
                .satisfies(guarantee -> {
                    assertThat(((EveryRepeatIsExplained) guarantee).repeats()).hasSize(1);
                    assertThat(guarantee.violations()).isEmpty();
                });
    }

    /** A new guarantee needs a defect that it notices. */
    @Test
    void everyGuaranteeHasADefectThatItMustNotice() throws IOException {
        Set<String> covered = Arrays.stream(Defect.values())
                .flatMap(defect -> defect.noticedBy().stream())
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(covered).containsAll(declaredGuarantees());
    }

    /** Two endpoints, one that accepts and one that never does; what each guarantee has to say of the outcome. */
    private static Guarantee[] guaranteesAfter(String run, Set<Defect> defects) throws Exception {
        String accepting = "/" + run + "/accepting";
        String refusing = "/" + run + "/refusing";
        boolean stalls = defects.contains(Defect.LETS_ALL_WAIT_FOR_ONE);
        Behaviour refusal = Behaviour.status(500);
        receiver.answers(
                refusing,
                stalls
                        ? Behaviour.sequence(new Behaviour.Delayed(UNHURRIED.multipliedBy(2), refusal), refusal)
                        : refusal);
        Instant begun = Instant.now();
        List<LogEntry> log;
        List<NaiveSender.Life> lives;
        try (NaiveSender sender = new NaiveSender(
                        broker.bootstrapServers(),
                        run,
                        Map.of("ep_accepting", receiver.url(accepting), "ep_refusing", receiver.url(refusing)),
                        SECRET,
                        DELAYS,
                        defects);
                TopicWriter writer = new TopicWriter(broker.bootstrapServers())) {
            if (stalls) {
                deliver(writer, run, "evt_1", "ep_refusing");
            }
            CompletableFuture<Void> delivered = CompletableFuture.runAsync(() -> {
                await().until(() -> !stalls || !receiver.requests(refusing).isEmpty());
                EVENTS.forEach(event -> deliver(writer, run, event, "ep_accepting"));
            });
            if (!stalls) {
                delivered.join();
            }
            if (!stalls
                    && !defects.contains(Defect.LOSES_A_DELIVERY)
                    && !defects.contains(Defect.DIES_BETWEEN_ANSWER_AND_COMMIT)
                    && !defects.contains(Defect.COMMITS_BEFORE_THE_ANSWER_AND_DIES)) {
                deliver(writer, run, "evt_1", "ep_refusing");
            }
            sender.run();
            log = sender.log();
            lives = sender.lives();
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
            new SixAttemptsThenDeadLetter(refused, deadLetters(run)),
            new EveryDeliveryEnds(expected(all), log, arrivals(all)),
            new OneChainPerDelivery(log, positions(run)),
            repeats(all, log, lives),
            new NobodyWaitsForAnother(List.of(pair(begun, accepted)), 1.2, 0.98)
        };
    }

    private static Map<String, Set<String>> expected(List<PostedAttempt> all) {
        Map<String, Set<String>> expected = new HashMap<>();
        EVENTS.forEach(event -> expected.put(event, Set.of("ep_accepting")));
        if (all.stream().anyMatch(attempt -> endpoint(attempt).equals("ep_refusing"))) {
            expected.put("evt_1", Set.of("ep_accepting", "ep_refusing"));
        }
        return expected;
    }

    private static EveryRepeatIsExplained repeats(
            List<PostedAttempt> all, List<LogEntry> log, List<NaiveSender.Life> lives) {
        List<Ownership> ownerships = new ArrayList<>();
        for (NaiveSender.Life life : lives) {
            boolean killed = !life.until().equals(Instant.MAX);
            ownerships.add(new Ownership(
                    "naive-" + ownerships.size(),
                    0,
                    life.from(),
                    life.until(),
                    killed ? Ownership.End.KILLED : Ownership.End.HELD));
        }
        return new EveryRepeatIsExplained(
                arrivals(all),
                log,
                ownerships,
                Map.of("ep_accepting", 0, "ep_refusing", 0),
                List.of(),
                Duration.ofSeconds(10));
    }

    private static List<PostArrival> arrivals(List<PostedAttempt> all) {
        return all.stream()
                .map(attempt -> new PostArrival(
                        attempt.deliveryId(),
                        attempt.attempt(),
                        attempt.eventId(),
                        endpoint(attempt),
                        attempt.arrivedAt(),
                        attempt.arrivedAt(),
                        attempt.accepted() ? 200 : 500,
                        Optional.empty()))
                .toList();
    }

    private static String endpoint(PostedAttempt attempt) {
        return "ep_" + attempt.path().substring(attempt.path().lastIndexOf('/') + 1);
    }

    private static NobodyWaitsForAnother.Pair pair(Instant begun, List<PostedAttempt> accepted) {
        double longest = accepted.stream()
                .mapToLong(
                        attempt -> Duration.between(begun, attempt.arrivedAt()).toMillis())
                .max()
                .orElse(1);
        return new NobodyWaitsForAnother.Pair(UNHURRIED.toMillis(), longest, 1, 1);
    }

    private static List<Position> positions(String run) {
        Map<Topic, Position.Place> places = new HashMap<>(
                Map.of(Topic.DELIVERIES, Position.Place.DELIVERIES, Topic.DEAD_LETTER, Position.Place.DEAD_LETTER));
        for (RetryTier tier : RetryTier.values()) {
            places.put(tier.topic(), Position.Place.TIER);
        }
        List<Position> positions = new ArrayList<>();
        places.forEach((topic, place) -> TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                .filter(record -> header(record, HeaderNames.DELIVERY_ID).startsWith(run + "-"))
                .forEach(record -> positions.add(new Position(
                        place,
                        header(record, HeaderNames.DELIVERY_ID),
                        Integer.parseInt(header(record, HeaderNames.ATTEMPT))))));
        return positions;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return HeaderText.read(record.headers(), name).orElse("");
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
