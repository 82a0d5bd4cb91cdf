package com.stairoids.webhooks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSeriesTest {
    private final KafkaSeries series = new KafkaSeries();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.consumer.node.request.total",
                "kafka.stream.task.process.total",
                "kafka.stream.state.put.total",
                "kafka.app.info.start.time.ms",
                "kafka.producer.record.send.rate",
                "kafka.consumer.coordinator.rebalance.rate.per.hour",
                "kafka.consumer.network.io.total",
                "kafka.consumer.fetch.manager.records.lead"
            })
    void leavesOut(String name) {
        assertThat(series.accept(id(name, Tags.empty()))).isEqualTo(MeterFilterReply.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.consumer.fetch.manager.records.lag",
                "kafka.consumer.fetch.manager.records.lag.max",
                "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
                "kafka.producer.record.error.total",
                "kafka.producer.request.latency.max",
                "kafka.stream.failed.stream.threads",
                "kafka.stream.thread.commit.latency.max",
                "stairoids.some.rate"
            })
    void keeps(String name) {
        assertThat(series.accept(id(name, Tags.empty()))).isEqualTo(MeterFilterReply.NEUTRAL);
    }

    @Test
    void showsATopicOnceUnderItsTrueName() {
        String lag = "kafka.consumer.fetch.manager.records.lag";

        assertThat(series.accept(id(lag, Tags.of("topic", "stairoids.retry-1m"))))
                .isEqualTo(MeterFilterReply.NEUTRAL);
        assertThat(series.accept(id(lag, Tags.of("topic", "stairoids_retry-1m"))))
                .isEqualTo(MeterFilterReply.DENY);
    }

    private static Meter.Id id(String name, Tags tags) {
        return new Meter.Id(name, tags, null, null, Meter.Type.GAUGE);
    }
}
