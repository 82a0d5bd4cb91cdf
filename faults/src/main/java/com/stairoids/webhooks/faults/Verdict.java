package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.guarantees.EveryDeliveryEnds;
import com.stairoids.webhooks.testing.guarantees.EveryRepeatIsExplained;
import com.stairoids.webhooks.testing.guarantees.LogEntry;
import com.stairoids.webhooks.testing.guarantees.OneChainPerDelivery;
import com.stairoids.webhooks.testing.guarantees.Ownership;
import com.stairoids.webhooks.testing.guarantees.Position;
import com.stairoids.webhooks.testing.guarantees.Position.Place;
import com.stairoids.webhooks.testing.guarantees.PostArrival;
import com.stairoids.webhooks.testing.guarantees.Trouble;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the run left behind, and what the guarantees say of it.
 *
 * @param posts to endpoints, of the counted events
 * @param log of the counted events
 */
record Verdict(
        List<PostArrival> posts,
        List<LogEntry> log,
        EveryDeliveryEnds nothingIsLost,
        OneChainPerDelivery nothingIsDoubled,
        EveryRepeatIsExplained repeats,
        Takeovers takeovers) {
    /** Results are committed every 50 ms; nothing new starts while one is older than 1 s; a busy machine takes its time. */
    private static final Duration COMMIT_BOUND = Duration.ofSeconds(5);

    private static final String PARKED = "stairoids.parked";

    /**
     * Reads the topics anew, and the senders' logs.
     *
     * @param expected each acknowledged event's endpoints
     * @param takeover how long one may take
     */
    static Verdict of(
            String bootstrapServers,
            Map<String, Set<String>> expected,
            List<PostArrival> allPosts,
            RoleProcesses roles,
            List<Trouble> troubles,
            Duration takeover)
            throws IOException {
        List<LogEntry> wholeLog = TopicReader.readAll(bootstrapServers, Topic.ATTEMPTS, LogTail::entry);
        Map<String, Integer> partitions = new HashMap<>();
        List<Position> positions = positions(bootstrapServers, partitions);
        List<LogEntry> log = wholeLog.stream()
                .filter(entry -> Load.isCounted(entry.eventId()))
                .toList();
        List<PostArrival> posts =
                allPosts.stream().filter(post -> Load.isCounted(post.eventId())).toList();
        List<Ownership> ownerships = ownerships(roles);
        return new Verdict(
                posts,
                log,
                new EveryDeliveryEnds(expected, log, posts),
                new OneChainPerDelivery(wholeLog, positions),
                new EveryRepeatIsExplained(posts, log, ownerships, partitions, troubles, COMMIT_BOUND),
                new Takeovers(ownerships, troubles, takeover));
    }

    long count(LogEntry.Kind kind) {
        return log.stream().filter(entry -> entry.kind() == kind).count();
    }

    /** POSTs on connections that were closed before it could be seen whose they were. */
    long unknownSenders() {
        return posts.stream().filter(post -> post.sender().isEmpty()).count();
    }

    /** How many repeats each kind of end explains, in words. */
    Map<String, Long> explanations() {
        return repeats.repeats().stream()
                .filter(repeat -> repeat.violation().isEmpty())
                .collect(Collectors.groupingBy(
                        repeat ->
                                repeat.under().map(under -> under.end().words()).orElse(""),
                        Collectors.counting()));
    }

    private static List<Ownership> ownerships(RoleProcesses roles) throws IOException {
        List<Ownership> ownerships = new ArrayList<>();
        for (JavaProcess sender : roles.senders()) {
            ownerships.addAll(
                    SenderLog.ownerships(sender.name(), Files.readAllLines(sender.output()), roles.killedAt(sender)));
        }
        return ownerships;
    }

    private static List<Position> positions(String bootstrapServers, Map<String, Integer> partitions) {
        List<Position> positions = new ArrayList<>(TopicReader.readAll(bootstrapServers, Topic.DELIVERIES, record -> {
            partitions.put(record.key(), record.partition());
            return position(Place.DELIVERIES, record);
        }));
        for (RetryTier tier : RetryTier.values()) {
            positions.addAll(
                    TopicReader.readAll(bootstrapServers, tier.topic(), record -> position(Place.TIER, record)));
        }
        positions.addAll(TopicReader.readAll(
                bootstrapServers, Topic.DEAD_LETTER, record -> position(Place.DEAD_LETTER, record)));
        Optional<Topic> parked = Topic.ofTopicName(PARKED);
        parked.ifPresent(topic -> positions.addAll(
                TopicReader.readAll(bootstrapServers, topic, record -> position(Place.PARKED, record))));
        return positions;
    }

    private static Position position(Place place, ConsumerRecord<String, byte[]> record) {
        return new Position(
                place,
                required(record, HeaderNames.DELIVERY_ID).intern(),
                Integer.parseInt(required(record, HeaderNames.ATTEMPT)));
    }

    private static String required(ConsumerRecord<String, byte[]> record, String header) {
        return HeaderText.read(record.headers(), header)
                .orElseThrow(() -> new IllegalStateException(
                        record.topic() + " holds a record without " + header + " at offset " + record.offset()));
    }
}
