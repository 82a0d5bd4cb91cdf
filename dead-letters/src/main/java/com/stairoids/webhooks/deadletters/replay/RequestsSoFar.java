package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.replay.LedgerKey;
import com.stairoids.webhooks.schemas.topic.ChangelogTopic;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that were asked for already: the requests, which may be unanswered yet, and the ledger, which lasts for longer
 * than they do. Only tells and spares work: a request that is written twice is answered once, so not all of them need be
 * known. The requests are read first, since they are the latest.
 */
final class RequestsSoFar {
    /** Some 60 MiB of ids. */
    private static final int MOST = 500_000;

    private final Set<String> ids;

    private RequestsSoFar(Set<String> ids) {
        this.ids = ids;
    }

    /**
     * Reads both to their present ends.
     *
     * @param run whose requests count; null where any do, as for the ledger
     */
    static RequestsSoFar read(KafkaSettings kafka, @Nullable String run) {
        Set<String> ids = new HashSet<>();
        try (Stream<ConsumerRecord<String, byte[]>> requests =
                        TopicScan.stream(kafka, Topic.REPLAYS, new StringDeserializer(), null);
                Stream<ConsumerRecord<String, byte[]>> ledger =
                        TopicScan.stream(kafka, ChangelogTopic.REPLAY_LEDGER, new StringDeserializer())) {
            Stream.concat(
                            requests.map(RequestsSoFar::asked).flatMap(Optional::stream),
                            ledger.map(RequestsSoFar::answered).flatMap(Optional::stream))
                    .takeWhile(_ -> ids.size() < MOST)
                    .filter(entry -> run == null || run.equals(entry.run()))
                    .forEach(entry -> ids.add(entry.deliveryId()));
        }
        return new RequestsSoFar(ids);
    }

    private static Optional<LedgerKey> asked(ConsumerRecord<String, byte[]> request) {
        return Optional.ofNullable(request.key())
                .map(id -> new LedgerKey(
                        id,
                        HeaderText.read(request.headers(), HeaderNames.REPLAY_RUN)
                                .orElse(null)));
    }

    /** An entry without a value is forgotten: what it was of died too long ago to be asked for. */
    private static Optional<LedgerKey> answered(ConsumerRecord<String, byte[]> entry) {
        return entry.value() == null ? Optional.empty() : LedgerKey.parse(entry.key());
    }

    boolean contains(String deliveryId) {
        return ids.contains(deliveryId);
    }
}
