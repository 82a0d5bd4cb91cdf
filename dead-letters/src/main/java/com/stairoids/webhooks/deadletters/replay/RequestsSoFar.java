package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that were asked for already. Only spares work: a request that is written twice is answered once, so not all of
 * them need be known.
 */
final class RequestsSoFar {
    /** Some 60 MiB of ids. */
    private static final int MOST = 500_000;

    private final Set<String> ids;

    private RequestsSoFar(Set<String> ids) {
        this.ids = ids;
    }

    /**
     * Reads the topic to its present end.
     *
     * @param run whose requests count; null where any do, as for the ledger
     */
    static RequestsSoFar read(KafkaSettings kafka, @Nullable String run) {
        Set<String> ids = new HashSet<>();
        try (Stream<ConsumerRecord<String, byte[]>> requests =
                TopicScan.stream(kafka, Topic.REPLAYS, new StringDeserializer(), null)) {
            requests.filter(request -> request.key() != null)
                    .filter(request -> run == null
                            || HeaderText.read(request.headers(), HeaderNames.REPLAY_RUN)
                                    .filter(run::equals)
                                    .isPresent())
                    .forEach(request -> {
                        if (ids.size() < MOST) {
                            ids.add(request.key());
                        }
                    });
        }
        return new RequestsSoFar(ids);
    }

    boolean contains(String deliveryId) {
        return ids.contains(deliveryId);
    }
}
