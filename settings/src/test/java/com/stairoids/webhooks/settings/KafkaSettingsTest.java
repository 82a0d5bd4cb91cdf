package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private static final KafkaSettings DEFAULTS = KafkaSettings.of(Settings.of(Map.of()));

    @Test
    void theClusterIsOnThisMachineAndReplicatedUnlessSaidOtherwise() {
        assertThat(DEFAULTS.client()).containsEntry("bootstrap.servers", "localhost:9092");
        assertThat(DEFAULTS.allowUnreplicated()).isFalse();
    }

    @Test
    void whatIsBelowKafkaClientGoesToEveryClient() {
        KafkaSettings settings = KafkaSettings.of(Settings.load(
                null,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                        "KAFKA_ALLOW_UNREPLICATED", "true",
                        "KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.of("kafka.client.sasl.mechanism", "PLAIN")));

        assertThat(settings.allowUnreplicated()).isTrue();
        assertThat(settings.client())
                .containsEntry("bootstrap.servers", "a:1,b:2")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN");
        assertThat(settings.consumer()).containsAllEntriesOf(settings.client());
        assertThat(settings.producer()).containsAllEntriesOf(settings.client());
    }

    @Test
    void everyReaderSeesOnlyWhatWasCommittedFromTheBeginning() {
        assertThat(DEFAULTS.consumer())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("enable.auto.commit", false);
    }

    @Test
    void aMembersDeathIsNoticedWithinTenSeconds() {
        assertThat(DEFAULTS.groupConsumer("stairoids.sender"))
                .containsEntry("group.id", "stairoids.sender")
                .containsEntry("group.protocol", "classic")
                .containsEntry("session.timeout.ms", "10000");
    }

    @Test
    void aGrownTopicIsNoticedWithinHalfAMinuteUnlessASettingSaysOtherwise() {
        assertThat(DEFAULTS.groupConsumer("g")).containsEntry("metadata.max.age.ms", "30000");
        assertThat(KafkaSettings.of(Settings.of(Map.of("kafka.client.metadata.max.age.ms", "5000")))
                        .groupConsumer("g"))
                .containsEntry("metadata.max.age.ms", "5000");
    }

    @Test
    void everyWriterWaitsForAllInSyncReplicas() {
        assertThat(DEFAULTS.producer()).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
        assertThat(DEFAULTS.transactionalProducer("id"))
                .containsEntry("transactional.id", "id")
                .containsEntry("transaction.timeout.ms", 10_000)
                .containsEntry("acks", "all");
    }

    @Test
    void noSettingWeakensAPromise() {
        KafkaSettings settings = KafkaSettings.of(Settings.of(Map.of(
                "kafka.client.acks", "1",
                "kafka.client.enable.idempotence", "false",
                "kafka.client.isolation.level", "read_uncommitted",
                "kafka.client.enable.auto.commit", "true",
                "kafka.client.group.protocol", "consumer")));

        assertThat(settings.producer()).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
        assertThat(settings.groupConsumer("g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("group.protocol", "classic");
    }

    @Test
    void noServersAreRefused() {
        assertThatThrownBy(() -> KafkaSettings.of(Settings.of(Map.of("kafka.bootstrap-servers", " "))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
    }
}
