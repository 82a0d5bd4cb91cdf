package com.stairoids.webhooks.deadletters;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The dead-letter topic, browsed. Reads committed records up to the end at the time of asking, and holds no more than a
 * fetch of them in memory, however many there are. Throws {@link org.apache.kafka.common.KafkaException} where the
 * cluster cannot be reached.
 */
public final class DeadLetters {
    /** The broker's clock, which appended the records, may run ahead of or behind the one that gave the deliveries up. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private static final Comparator<DeadLetter> OLDEST_FIRST = Comparator.comparing(DeadLetter::deadLetteredAt)
            .thenComparingInt(letter -> letter.coordinates().partition())
            .thenComparingLong(letter -> letter.coordinates().offset());

    private final KafkaSettings kafka;

    public DeadLetters(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Those that the filter wants, read as they are taken from the stream, in the order of each partition. The stream
     * must be closed; one thread may use it.
     */
    public Stream<DeadLetter> stream(DeadLetterFilter filter) {
        return kept(filter).map(KeptDeadLetter::letter);
    }

    /** The same with bodies and headers: one fetch of them in memory. */
    public Stream<KeptDeadLetter> kept(DeadLetterFilter filter) {
        Instant since = filter.since() == null ? null : filter.since().minus(CLOCKS_DIFFER_BY);
        return TopicScan.stream(kafka, Topic.DEAD_LETTER, new StringDeserializer(), since)
                .map(record -> new KeptDeadLetter(DeadLetterRecord.read(record), record.headers(), record.value()))
                .filter(kept -> filter.matches(kept.letter()));
    }

    /** The {@code limit} that were given up last, of those that the filter wants, oldest first; 1 or more. */
    public List<DeadLetter> latest(DeadLetterFilter filter, int limit) {
        PriorityQueue<DeadLetter> latest = new PriorityQueue<>(OLDEST_FIRST);
        try (Stream<DeadLetter> letters = stream(filter)) {
            letters.forEach(letter -> {
                latest.add(letter);
                if (latest.size() > limit) {
                    latest.remove();
                }
            });
        }
        List<DeadLetter> inOrder = new ArrayList<>(latest);
        inOrder.sort(OLDEST_FIRST);
        return inOrder;
    }
}
