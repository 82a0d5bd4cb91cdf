package com.stairoids.webhooks.sender.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import com.stairoids.webhooks.sender.Deliveries;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.decide.Decision;
import com.stairoids.webhooks.sender.decide.Ending;
import com.stairoids.webhooks.sender.measure.CommitMeters;
import com.stairoids.webhooks.sender.measure.SenderMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HandOverTest {
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong nonces = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Assignment assignment = Deliveries.assignment(0);
    private final CommitMeters commits = new SenderMeters(registry, InstantSource.system()).commits();
    private final HandOver handOver = new HandOver(
            this::producer,
            consumer,
            () -> "%012d".formatted(nonces.incrementAndGet()),
            nanos::get,
            Duration.ofMillis(50),
            commits);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(assignment.partition()));
        consumer.updateBeginningOffsets(Map.of(assignment.partition(), 0L));
    }

    @Test
    void resultsAndOffsetsGoTogether() throws UnreadableMetadataException {
        finish(0);
        finish(2);

        handOver.commit();

        assertThat(producers.getFirst().history())
                .extracting(ProducerRecord::key)
                .containsExactly("0", "2");
        OffsetAndMetadata committed = committed(producers.getFirst());
        assertThat(committed.offset()).isEqualTo(1);
        assertThat(CommitMetadata.decode(1, committed.metadata())
                        .finishedBeyond()
                        .get(1))
                .isTrue();
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void aPartitionThatIsDoubtedIsNamedInACommitThoughNothingOfItIsFinished() {
        handOver.prove(List.of(assignment));
        assertThat(handOver.isProven()).isFalse();

        handOver.commit();

        assertThat(committed(producers.getFirst()).offset()).isZero();
        assertThat(handOver.isProven()).isTrue();
    }

    @Test
    void aPartitionStaysDoubtedWhereTheCommitFails() {
        finish(0);
        handOver.commit();
        handOver.prove(List.of(assignment));
        producers.getFirst().sendOffsetsToTransactionException = new KafkaException("the group is rebalancing");

        handOver.commit();

        assertThat(handOver.isProven()).isFalse();
    }

    @Test
    void whatIsAnnouncedGoesWithTheResultsAndOnlyItsLastWord() {
        finish(0);
        handOver.announce(assignment, new ProducerRecord<>("health", "ep_a", new byte[] {1}));
        handOver.announce(assignment, new ProducerRecord<>("health", "ep_a", new byte[] {2}));

        handOver.commit();

        assertThat(producers.getFirst().history())
                .filteredOn(record -> record.topic().equals("health"))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).containsExactly(2));
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void whoLostThePartitionAnnouncesNothing() {
        handOver.announce(assignment, new ProducerRecord<>("health", "ep_a", new byte[] {1}));
        assignment.end();

        handOver.commit();

        assertThat(producers).isEmpty();
    }

    @Test
    void anAbortedTransactionIsRepeatedFromTheResultsHeld() {
        finish(0);
        handOver.commit();
        finish(1);
        producers.getFirst().sendOffsetsToTransactionException = new KafkaException("the group is rebalancing");
        handOver.commit();
        producers.getFirst().sendOffsetsToTransactionException = null;

        handOver.commit();

        assertThat(producers).hasSize(1);
        assertThat(producers.getFirst().history())
                .extracting(ProducerRecord::key)
                .containsExactly("0", "1");
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void aFencedProducerIsReplacedAndTheResultsAreCommittedByTheNext() {
        finish(0);
        handOver.commit();
        finish(1);
        producers.getFirst().fenceProducer();
        handOver.commit();

        handOver.commit();

        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history())
                .extracting(ProducerRecord::key)
                .containsExactly("1");
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void aCommitOfUnknownOutcomeThatTookPlaceIsNotRepeated() {
        finish(0);
        handOver.commit();
        finish(1);
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        handOver.commit();
        brokerHas(2, nonces.get());

        handOver.commit();

        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).isEmpty();
        assertThat(handOver.isEmpty()).isTrue();
        assertThat(delivered()).isEqualTo(2);
        assertThat(commits("committed", "aborted", "unknown")).containsExactly(1.0, 0.0, 1.0);
    }

    @Test
    void aCommitOfUnknownOutcomeThatDidNotTakePlaceIsRepeated() {
        finish(0);
        handOver.commit();
        brokerHas(1, nonces.get());
        finish(1);
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        handOver.commit();

        handOver.commit();

        assertThat(producers.getLast().history())
                .extracting(ProducerRecord::key)
                .containsExactly("1");
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void nothingOfAnEndedAssignmentEntersATransaction() {
        finish(0);
        assignment.end();

        handOver.commit();

        assertThat(producers).isEmpty();
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void ofADoubtfulBatchOnlyWhatIsStillOwnedIsCommittedAgain() {
        Assignment other = Deliveries.assignment(1);
        finish(0);
        handOver.commit();
        finish(1);
        other.window().read(0);
        handOver.hold(new Finished(other, 0, decision(100), nanos.get()));
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        handOver.commit();
        other.end();

        handOver.commit();

        assertThat(producers.getLast().history())
                .extracting(ProducerRecord::key)
                .containsExactly("1");
    }

    @Test
    void whenAllOfADoubtfulBatchHasGoneNothingIsAskedOrCommitted() {
        finish(0);
        handOver.commit();
        finish(1);
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        handOver.commit();
        assignment.end();

        handOver.commit();

        assertThat(producers).hasSize(1);
        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void aProducerThatRefusesItsOwnStateIsReplaced() {
        finish(0);
        handOver.commit();
        finish(1);
        producers.getFirst().close();
        handOver.commit();

        handOver.commit();

        assertThat(producers.getLast().history())
                .extracting(ProducerRecord::key)
                .containsExactly("1");
    }

    @Test
    void knowsWhoseResultsItHoldsAndHowLargeTheyAre() {
        finish(0);

        assertThat(handOver.holdsAnyOf(List.of(assignment))).isTrue();
        assertThat(handOver.holdsAnyOf(List.of(Deliveries.assignment(0)))).isFalse();
        assertThat(handOver.bytes()).isEqualTo(3);
        handOver.commit();
        assertThat(handOver.bytes()).isZero();
    }

    @Test
    void aResultThatComesAfterItsAssignmentEndedIsVoid() {
        assignment.window().read(0);
        assignment.end();

        handOver.hold(new Finished(assignment, 0, decision(0), nanos.get()));

        assertThat(handOver.isEmpty()).isTrue();
    }

    @Test
    void whileTheBrokerIsAwayResultsAreHeldAndTheirAgeIsKnown() {
        finish(0);
        producerFailure = new ProducerFencedException("the broker says no");
        handOver.commit();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(handOver.oldestHeld()).isEqualTo(Duration.ofSeconds(2));
        assertThat(handOver.isDue()).isTrue();
    }

    @Test
    void aDeliveryIsCountedOnceWhenItsCommitTookPlaceHoweverOftenThatWasTried() {
        finish(0);
        handOver.commit();
        assertThat(delivered()).isEqualTo(1);
        finish(1);
        producers.getFirst().sendOffsetsToTransactionException = new KafkaException("the group is rebalancing");
        handOver.commit();
        handOver.commit();
        assertThat(delivered()).isEqualTo(1);
        producers.getFirst().sendOffsetsToTransactionException = null;

        handOver.commit();

        assertThat(delivered()).isEqualTo(2);
        assertThat(commits("committed", "aborted", "unknown")).containsExactly(2.0, 2.0, 0.0);
    }

    @Test
    void whatCameToNothingWithItsPartitionIsNotCounted() {
        finish(0);
        assignment.end();

        handOver.commit();

        assertThat(delivered()).isZero();
        assertThat(commits("committed", "aborted", "unknown")).containsExactly(0.0, 0.0, 0.0);
    }

    @Test
    void aBrokerThatLetsNobodyWriteCountsAsACommitThatCameToNothing() {
        finish(0);
        producerFailure = new ProducerFencedException("the broker says no");

        handOver.commit();

        assertThat(commits("committed", "aborted", "unknown")).containsExactly(0.0, 1.0, 0.0);
    }

    private @Nullable RuntimeException producerFailure;

    private MockProducer<String, byte[]> producer() {
        MockProducer<String, byte[]> producer =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactionException = producerFailure;
        producers.add(producer);
        return producer;
    }

    private double delivered() {
        return registry.get("stairoids.deliveries")
                .tag("outcome", "delivered")
                .counter()
                .count();
    }

    private List<Double> commits(String... outcomes) {
        return Stream.of(outcomes)
                .map(outcome -> registry.get("stairoids.sender.commits")
                        .tag("outcome", outcome)
                        .counter()
                        .count())
                .toList();
    }

    private void finish(long offset) {
        for (long read = lastRead + 1; read <= offset; read++) {
            assignment.window().read(read);
            lastRead = read;
        }
        handOver.hold(new Finished(assignment, offset, decision(offset), nanos.get()));
    }

    private long lastRead = -1;

    private void brokerHas(long offset, long nonce) {
        String metadata = new CommitMetadata("%012d".formatted(nonce), new BitSet()).encode(offset);
        consumer.commitSync(Map.of(assignment.partition(), new OffsetAndMetadata(offset, metadata)));
    }

    private OffsetAndMetadata committed(MockProducer<String, byte[]> producer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = producer.consumerGroupOffsetsHistory()
                .getLast()
                .values()
                .iterator()
                .next();
        return offsets.getOrDefault(assignment.partition(), new OffsetAndMetadata(0));
    }

    private static Decision decision(long offset) {
        return new Decision(Ending.DELIVERED, Optional.empty(), List.of(record(offset)));
    }

    private static ProducerRecord<String, byte[]> record(long offset) {
        return new ProducerRecord<>("stairoids.attempts", Long.toString(offset), new byte[3]);
    }
}
