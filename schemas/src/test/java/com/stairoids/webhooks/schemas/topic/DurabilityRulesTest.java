package com.stairoids.webhooks.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.topic.ClusterState.TopicState;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewCopies;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.FewInSync;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.InternalTopicToCome;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Misconfigured;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.MissingTopic;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.NotOnePartition;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.OffsetsExpire;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.ShortRetention;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.UncleanElection;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.UnequalPartitions;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding.Unseen;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityRulesTest {
    private static final Map<String, String> BROKER = Map.of(
            "offsets.retention.minutes", "43200",
            "offsets.topic.replication.factor", "3",
            "min.insync.replicas", "2",
            "transaction.state.log.replication.factor", "3",
            "transaction.state.log.min.isr", "2");

    private final Map<String, TopicState> topics = goodTopics();

    @Test
    void aClusterAsDeclaredIsGood() {
        DurabilityReport report = judge(BROKER);

        assertThat(report.lessDurable()).isEmpty();
        assertThat(report.unusable()).isEmpty();
        assertThat(report.obstacles(false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ChangelogTopic.class)
    void aChangelogThatIsYetToComeIsNotMissed(ChangelogTopic changelog) {
        topics.remove(changelog.topicName());

        assertThat(judge(BROKER).obstacles(false)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyDeclaredTopicIsMissedWhateverIsAllowed(Topic topic) {
        topics.remove(topic.topicName());

        assertThat(judge(BROKER).obstacles(true)).containsExactly(new MissingTopic(topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stairoids.deliveries",
                "__consumer_offsets",
                "__transaction_state",
                "stairoids-retry-scheduler-recovered-parked-deliveries-changelog"
            })
    void fewCopiesAreFoundAndMayBeAllowed(String name) {
        topics.compute(name, (_, state) -> new TopicState(12, 2, configuration(state)));

        DurabilityReport report = judge(BROKER);

        assertThat(report.obstacles(false)).containsExactly(new FewCopies(name, 2, 3));
        assertThat(report.obstacles(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stairoids.signals",
                "__consumer_offsets",
                "__transaction_state",
                "stairoids-retry-scheduler-recovered-parked-deliveries-changelog"
            })
    void fewInSyncAreFoundAndMayBeAllowed(String name) {
        set(name, "min.insync.replicas", "1");

        DurabilityReport report = judge(BROKER);

        assertThat(report.obstacles(false)).containsExactly(new FewInSync(name, "1", 2));
        assertThat(report.obstacles(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stairoids.attempts",
                "__consumer_offsets",
                "__transaction_state",
                "stairoids-retry-scheduler-recovered-parked-deliveries-changelog"
            })
    void uncleanElectionIsFoundAndMayBeAllowed(String name) {
        set(name, "unclean.leader.election.enable", "true");

        DurabilityReport report = judge(BROKER);

        assertThat(report.obstacles(false)).containsExactly(new UncleanElection(name));
        assertThat(report.obstacles(true)).isEmpty();
    }

    @Test
    void moreCopiesThanNeededAreGood() {
        set("stairoids.deliveries", "min.insync.replicas", "3");
        topics.compute("stairoids.deliveries", (_, state) -> new TopicState(48, 5, configuration(state)));

        assertThat(judge(BROKER).obstacles(false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "offsets.topic.replication.factor,1,__consumer_offsets,3",
        "min.insync.replicas,1,__consumer_offsets,2",
        "transaction.state.log.replication.factor,2,__transaction_state,3",
        "transaction.state.log.min.isr,1,__transaction_state,2"
    })
    void anInternalTopicThatIsToComeIsJudgedByWhatTheBrokersWouldGiveIt(
            String setting, String value, String topicName, int least) {
        topics.remove("__consumer_offsets");
        topics.remove("__transaction_state");
        Map<String, String> broker = new HashMap<>(BROKER);
        broker.put(setting, value);

        assertThat(judge(BROKER, broker).lessDurable())
                .containsExactly(new InternalTopicToCome(topicName, setting, value, least));
    }

    @Test
    void whatTheBrokersWouldGiveMattersNoMoreOnceTheTopicsExist() {
        Map<String, String> broker = new HashMap<>(BROKER);
        broker.put("offsets.topic.replication.factor", "1");

        assertThat(judge(broker).obstacles(false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12})
    void subscriptionsInMorePartitionsAreNeverAllowed(int partitions) {
        topics.compute("stairoids.subscriptions", (_, state) -> new TopicState(partitions, 3, configuration(state)));

        assertThat(judge(BROKER).obstacles(true)).containsExactly(new NotOnePartition(Topic.SUBSCRIPTIONS, partitions));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNALS,message.timestamp.type,CreateTime,LogAppendTime",
        "RETRY_1M,message.timestamp.type,CreateTime,LogAppendTime",
        "SUBSCRIPTIONS,cleanup.policy,delete,compact",
        "DELIVERIES,cleanup.policy,compact,delete",
        "DELIVERIES,max.message.bytes,1048588,2097152"
    })
    void aConfigurationThatDropsRecordsIsNeverAllowed(Topic topic, String setting, String actual, String declared) {
        set(topic.topicName(), setting, actual);

        assertThat(judge(BROKER).obstacles(true)).containsExactly(new Misconfigured(topic, setting, actual, declared));
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"DELIVERIES", "PARKED", "RETRY_1M", "RETRY_5M", "RETRY_30M", "RETRY_2H", "RETRY_8H", "DEAD_LETTER"
            })
    void whatWaitsMustNotExpireEarly(Topic topic) {
        String declared = Long.toString(topic.retention().toMillis());
        set(topic.topicName(), "retention.ms", "3600000");

        DurabilityReport report = judge(BROKER);

        assertThat(report.obstacles(false))
                .containsExactly(new ShortRetention(topic, "retention.ms", "3600000", declared));
        assertThat(report.obstacles(true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RETRY_1M,PT1M,PT24H", "RETRY_8H,PT8H,PT31H59M", "RETRY_8H,P7D,P13D", "RETRY_2H,P2D,P1D"})
    void whatWaitsForLongMustBeKeptForMuchLongerWhateverIsAllowed(Topic topic, Duration wait, Duration retention) {
        set(topic.topicName(), "retention.ms", Long.toString(retention.toMillis()));

        DurabilityReport report = judgeWaits(Map.of(topic, wait));

        assertThat(report.obstacles(true))
                .hasSize(1)
                .allSatisfy(finding -> assertThat(finding.describe())
                        .contains(topic.topicName(), wait.toMinutes() + ":", "topics apply", "shorten the wait"));
    }

    @ParameterizedTest
    @CsvSource({"RETRY_1M,PT1M,86460000", "RETRY_8H,PT8H,115200000", "RETRY_8H,P7D,1209600000", "RETRY_8H,P7D,-1"})
    void whatWaitsIsKeptForADayLongerOrAsLongAgain(Topic topic, Duration wait, String retention) {
        set(topic.topicName(), "retention.ms", retention);

        assertThat(judgeWaits(Map.of(topic, wait)).unusable()).isEmpty();
    }

    @Test
    void whatWaitsMustNotMakeRoomEither() {
        set("stairoids.dead-letter", "retention.bytes", "1073741824");

        assertThat(judge(BROKER).lessDurable())
                .containsExactly(new ShortRetention(Topic.DEAD_LETTER, "retention.bytes", "1073741824", "-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999"})
    void longerRetentionIsGood(String retention) {
        set("stairoids.dead-letter", "retention.ms", retention);

        assertThat(judge(BROKER).obstacles(false)).isEmpty();
    }

    @Test
    void positionsMustOutliveTheLongestTopicThatGroupsRead() {
        Map<String, String> stock = new HashMap<>(BROKER);
        stock.put("offsets.retention.minutes", "10080");

        assertThat(judge(BROKER, stock).lessDurable())
                .containsExactly(new OffsetsExpire(Duration.ofDays(7), Duration.ofDays(30)));
    }

    @Test
    void positionsMustOutliveARetentionThatSomebodyMadeLonger() {
        set(
                "stairoids.retry-8h",
                "retention.ms",
                Long.toString(Duration.ofDays(40).toMillis()));

        assertThat(judge(BROKER).lessDurable())
                .containsExactly(new OffsetsExpire(Duration.ofDays(30), Duration.ofDays(40)));
    }

    @Test
    void noPositionCanOutliveATopicWithoutEnd() {
        set("stairoids.deliveries", "retention.ms", "-1");
        set("stairoids.tests", "retention.ms", "-1");
        Map<String, String> broker = new HashMap<>(BROKER);
        broker.put("offsets.retention.minutes", "20160");

        assertThat(judge(broker).lessDurable()).isEmpty();
    }

    @Test
    void brokersThatCannotBeSeenAreSaidSo() {
        DurabilityReport report =
                DurabilityRules.judge(new ClusterState(topics, List.of(), "Cluster authorization"), Map.of());

        assertThat(report.lessDurable())
                .containsExactly(new Unseen("the brokers' configuration", "Cluster authorization"));
    }

    @Test
    void whatIsNeverAllowedComesFirst() {
        topics.remove("stairoids.dead-letter");
        set("stairoids.signals", "min.insync.replicas", "1");

        assertThat(judge(BROKER).obstacles(false))
                .containsExactly(new MissingTopic(Topic.DEAD_LETTER), new FewInSync("stairoids.signals", "1", 2));
    }

    @Test
    void topicsThatAreJoinedByPartitionHaveEquallyMany() {
        topics.computeIfPresent("stairoids.endpoint-health", (_, state) -> new TopicState(4, 3, configuration(state)));

        assertThat(judge(BROKER).obstacles(true))
                .containsExactly(new UnequalPartitions(Topic.PARKED, 12, Topic.ENDPOINT_HEALTH, 4));
    }

    @Test
    void everyFindingSaysWhatToDo() {
        Stream<DurabilityFinding> all = Stream.of(
                new FewCopies("stairoids.deliveries", 1, 3),
                new FewInSync("stairoids.deliveries", "1", 2),
                new FewInSync("__consumer_offsets", "1", 2),
                new UncleanElection("__transaction_state"),
                new InternalTopicToCome("__consumer_offsets", "offsets.topic.replication.factor", "1", 3),
                new ShortRetention(Topic.RETRY_1M, "retention.ms", "1", "2"),
                new OffsetsExpire(Duration.ofDays(7), Duration.ofDays(30)),
                new Unseen("the brokers' configuration", "not authorized"),
                new MissingTopic(Topic.SIGNALS),
                new NotOnePartition(Topic.SUBSCRIPTIONS, 12),
                new UnequalPartitions(Topic.PARKED, 12, Topic.ENDPOINT_HEALTH, 4),
                new Misconfigured(Topic.SIGNALS, "cleanup.policy", "compact", "delete"));

        assertThat(all.map(DurabilityFinding::describe))
                .allSatisfy(sentence -> assertThat(sentence)
                        .containsPattern("(Give|Have|Set|Create|Let|Stop) .*\\.$")
                        .doesNotContain("null"));
    }

    private DurabilityReport judgeWaits(Map<Topic, Duration> waits) {
        return DurabilityRules.judge(new ClusterState(topics, List.of(BROKER), null), waits);
    }

    private DurabilityReport judge(Map<String, String> broker) {
        return judge(broker, broker);
    }

    private DurabilityReport judge(Map<String, String> one, Map<String, String> other) {
        return DurabilityRules.judge(new ClusterState(topics, List.of(one, other), null), Map.of());
    }

    private void set(String topicName, String setting, String value) {
        topics.compute(topicName, (_, state) -> {
            Map<String, String> changed = new HashMap<>(configuration(state));
            changed.put(setting, value);
            return new TopicState(state == null ? 0 : state.partitions(), 3, changed);
        });
    }

    private static Map<String, String> configuration(@Nullable TopicState state) {
        return state == null ? Map.of() : state.configuration();
    }

    private static Map<String, TopicState> goodTopics() {
        Map<String, TopicState> topics = new HashMap<>();
        for (Topic topic : Topic.values()) {
            Map<String, String> configuration = new HashMap<>(topic.configuration());
            configuration.put("min.insync.replicas", "2");
            topics.put(topic.topicName(), new TopicState(topic.partitions().count(12), 3, configuration));
        }
        Map<String, String> internal = Map.of("min.insync.replicas", "2", "unclean.leader.election.enable", "false");
        topics.put("__consumer_offsets", new TopicState(50, 3, internal));
        topics.put("__transaction_state", new TopicState(50, 3, internal));
        for (ChangelogTopic changelog : ChangelogTopic.values()) {
            topics.put(changelog.topicName(), new TopicState(12, 3, internal));
        }
        return topics;
    }
}
