package com.stairoids.webhooks.monitoring;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;

/**
 * Which of Kafka's own metrics are served. Its clients have thousands, so these are left out: what has a series for each broker,
 * task, store or node of a topology, where the ones above them answer the question; rates, which Prometheus makes of the totals;
 * and what nobody asks of a client of ours.
 */
final class KafkaSeries implements MeterFilter {
    private static final String KAFKA = "kafka.";

    private static final List<String> GROUPS = List.of(
            "kafka.app.info.",
            "kafka.consumer.node.",
            "kafka.producer.node.",
            "kafka.admin.client.node.",
            "kafka.stream.state.",
            "kafka.stream.task.",
            "kafka.stream.topic.",
            "kafka.stream.processor.node.",
            "kafka.stream.record.cache.",
            "kafka.stream.recording.");

    private static final List<String> PARTS = List.of(
            ".io.",
            ".select.",
            "reauth",
            ".successful.authentication.",
            ".request.size.",
            ".preferred.read.replica",
            ".records.lead",
            ".records.lag.avg",
            ".records.per.request.");

    private static final List<String> ENDS = List.of(".rate", ".rate.per.hour", ".ratio", ".thread.start.time");

    /** Kafka's clients show each topic with dots in its name twice, the second time so (KIP-1109); no topic is called so. */
    private static final String TOPIC = "topic";

    private static final String TWIN = "stairoids_";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        if (!name.startsWith(KAFKA)) {
            return MeterFilterReply.NEUTRAL;
        }
        String topic = id.getTag(TOPIC);
        boolean leftOut = GROUPS.stream().anyMatch(name::startsWith)
                || PARTS.stream().anyMatch(name::contains)
                || ENDS.stream().anyMatch(name::endsWith)
                || (topic != null && topic.startsWith(TWIN));
        return leftOut ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
