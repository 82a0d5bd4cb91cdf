package com.stairoids.webhooks.schemas.topic;

import com.stairoids.webhooks.schemas.topic.ClusterState.TopicState;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewCopies;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewInSync;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.InternalTopicToCome;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.LessDurable;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Misconfigured;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.MissingTopic;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.NotOnePartition;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.OffsetsExpire;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.ShortRetention;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.ShorterThanWait;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.UncleanElection;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.UnequalPartitions;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Unseen;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Unusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a cluster must be like so that no delivery is lost; findings in the order of the declarations. */
final class DurabilityRules {
    static final int LEAST_COPIES = 3;
    static final int LEAST_IN_SYNC = 2;

    /** Kafka's own topics, and the brokers' settings that they would be created with. */
    static final Map<String, List<BrokerSetting>> INTERNAL = Map.of(
            "__consumer_offsets",
            List.of(
                    new BrokerSetting("offsets.topic.replication.factor", LEAST_COPIES),
                    new BrokerSetting("min.insync.replicas", LEAST_IN_SYNC)),
            "__transaction_state",
            List.of(
                    new BrokerSetting("transaction.state.log.replication.factor", LEAST_COPIES),
                    new BrokerSetting("transaction.state.log.min.isr", LEAST_IN_SYNC)));

    /** A topic keeps what waits for this much longer than the wait, or as long again where that is more. */
    private static final Duration LEAST_SLACK = Duration.ofDays(1);

    private static final String OFFSETS_RETENTION = "offsets.retention.minutes";

    /** Where a delivery waits, or lies until somebody looks: nothing in them may expire early. */
    private static final Set<Topic> KEPT = EnumSet.of(
            Topic.DELIVERIES,
            Topic.PARKED,
            Topic.RETRY_1M,
            Topic.RETRY_5M,
            Topic.RETRY_30M,
            Topic.RETRY_2H,
            Topic.RETRY_8H,
            Topic.REPLAYS,
            Topic.DEAD_LETTER);

    /** The topics in which groups have positions. */
    private static final Set<Topic> READ_BY_GROUPS = EnumSet.of(
            Topic.SIGNALS,
            Topic.AUTOMATIONS,
            Topic.ACCOUNTS,
            Topic.CONTACTS,
            Topic.DELIVERIES,
            Topic.PARKED,
            Topic.RETRY_1M,
            Topic.RETRY_5M,
            Topic.RETRY_30M,
            Topic.RETRY_2H,
            Topic.RETRY_8H,
            Topic.REPLAYS,
            Topic.TESTS);

    private static final List<String> AS_DECLARED = List.of("cleanup.policy", "message.timestamp.type");

    private final ClusterState cluster;
    private final Map<Topic, Duration> waits;
    private final List<LessDurable> lessDurable = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();

    private DurabilityRules(ClusterState cluster, Map<Topic, Duration> waits) {
        this.cluster = cluster;
        this.waits = waits;
    }

    /** @param waits how long deliveries wait in a topic, as it is set */
    static DurabilityReport judge(ClusterState cluster, Map<Topic, Duration> waits) {
        DurabilityRules rules = new DurabilityRules(cluster, waits);
        for (Topic topic : Topic.values()) {
            rules.judge(topic);
        }
        rules.judgeParking();
        for (ChangelogTopic changelog : ChangelogTopic.values()) {
            rules.judgeChangelog(changelog.topicName());
        }
        INTERNAL.keySet().stream().sorted().forEach(rules::judgeInternal);
        rules.judgeOffsetsRetention();
        return new DurabilityReport(rules.lessDurable, rules.unusable);
    }

    private void judge(Topic topic) {
        TopicState state = cluster.topics().get(topic.topicName());
        if (state == null) {
            unusable.add(new MissingTopic(topic));
            return;
        }
        if (topic.partitions() == Topic.Partitions.ONE && state.partitions() != 1) {
            unusable.add(new NotOnePartition(topic, state.partitions()));
        }
        Map<String, String> declared = topic.configuration();
        AS_DECLARED.forEach(setting -> judgeSetting(topic, setting, state, declared));
        if (number(state.setting("max.message.bytes")) < topic.maxMessageBytes()) {
            unusable.add(misconfigured(topic, "max.message.bytes", state, declared));
        }
        judgeReplication(topic.topicName(), state);
        judgeWait(topic, state);
        if (KEPT.contains(topic)) {
            judgeRetention(topic, "retention.ms", state, declared);
            judgeRetention(topic, "retention.bytes", state, declared);
        }
    }

    /** A parked delivery and its endpoint's health are joined by partition. */
    private void judgeParking() {
        TopicState parked = cluster.topics().get(Topic.PARKED.topicName());
        TopicState health = cluster.topics().get(Topic.ENDPOINT_HEALTH.topicName());
        if (parked != null && health != null && parked.partitions() != health.partitions()) {
            unusable.add(new UnequalPartitions(
                    Topic.PARKED, parked.partitions(), Topic.ENDPOINT_HEALTH, health.partitions()));
        }
    }

    /** One that is yet to come is made as the topic is that its store is filled from. */
    private void judgeChangelog(String topicName) {
        TopicState state = cluster.topics().get(topicName);
        if (state != null) {
            judgeReplication(topicName, state);
        }
    }

    private void judgeSetting(Topic topic, String setting, TopicState state, Map<String, String> declared) {
        if (!state.setting(setting).equals(declared.get(setting))) {
            unusable.add(misconfigured(topic, setting, state, declared));
        }
    }

    private static Misconfigured misconfigured(
            Topic topic, String setting, TopicState state, Map<String, String> declared) {
        return new Misconfigured(topic, setting, state.setting(setting), declared.getOrDefault(setting, ""));
    }

    private void judgeReplication(String topicName, TopicState state) {
        if (state.fewestReplicas() < LEAST_COPIES) {
            lessDurable.add(new FewCopies(topicName, state.fewestReplicas(), LEAST_COPIES));
        }
        if (number(state.setting("min.insync.replicas")) < LEAST_IN_SYNC) {
            lessDurable.add(new FewInSync(topicName, state.setting("min.insync.replicas"), LEAST_IN_SYNC));
        }
        if (!state.setting("unclean.leader.election.enable").equals("false")) {
            lessDurable.add(new UncleanElection(topicName));
        }
    }

    private void judgeRetention(Topic topic, String setting, TopicState state, Map<String, String> declared) {
        String wanted = declared.getOrDefault(setting, "");
        if (limit(state.setting(setting)) < limit(wanted)) {
            lessDurable.add(new ShortRetention(topic, setting, state.setting(setting), wanted));
        }
    }

    private void judgeWait(Topic topic, TopicState state) {
        Duration wait = waits.get(topic);
        if (wait == null) {
            return;
        }
        Duration least = wait.plus(wait.compareTo(LEAST_SLACK) > 0 ? wait : LEAST_SLACK);
        long retention = limit(state.setting("retention.ms"));
        if (retention < least.toMillis()) {
            unusable.add(new ShorterThanWait(topic, Duration.ofMillis(retention), wait, least));
        }
    }

    private void judgeInternal(String topicName) {
        TopicState state = cluster.topics().get(topicName);
        if (state != null) {
            judgeReplication(topicName, state);
            return;
        }
        for (BrokerSetting setting : INTERNAL.getOrDefault(topicName, List.of())) {
            cluster.brokers().stream()
                    .map(broker -> broker.getOrDefault(setting.name(), ""))
                    .filter(actual -> number(actual) < setting.least())
                    .findFirst()
                    .ifPresent(actual -> lessDurable.add(
                            new InternalTopicToCome(topicName, setting.name(), actual, setting.least())));
        }
    }

    private void judgeOffsetsRetention() {
        String unseen = cluster.brokersUnseen();
        if (unseen != null) {
            lessDurable.add(new Unseen("the brokers' configuration", unseen));
            return;
        }
        Duration least = READ_BY_GROUPS.stream()
                .map(this::retention)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        cluster.brokers().stream()
                .map(broker -> Duration.ofMinutes(number(broker.getOrDefault(OFFSETS_RETENTION, ""))))
                .min(Duration::compareTo)
                .filter(shortest -> shortest.compareTo(least) < 0)
                .ifPresent(shortest -> lessDurable.add(new OffsetsExpire(shortest, least)));
    }

    /** How long the topic keeps a record here; nothing where it keeps it for ever, which no position can outlive. */
    private Duration retention(Topic topic) {
        TopicState state = cluster.topics().get(topic.topicName());
        return state == null
                ? topic.retention()
                : Duration.ofMillis(Math.max(0, number(state.setting("retention.ms"))));
    }

    /** Kafka's -1 stands for no limit. */
    private static long limit(String text) {
        long value = number(text);
        return value < 0 ? Long.MAX_VALUE : value;
    }

    /** 0 where the setting is not known, so that it counts as too little. */
    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** A setting of the brokers and the least value that is safe. */
    record BrokerSetting(String name, int least) {}
}
