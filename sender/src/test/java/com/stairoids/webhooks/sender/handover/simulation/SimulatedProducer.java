package com.stairoids.webhooks.sender.handover.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A transactional producer of a {@link SimulatedKafka}; each of its steps may fail. */
final class SimulatedProducer extends MockProducer<String, byte[]> {
    private final SimulatedKafka kafka;
    private final String transactionalId;
    private final Predicate<ProducerRecord<String, byte[]>> isOfLivingAssignment;
    private int epoch;
    private boolean shut;
    private SimulatedKafka.@Nullable Transaction transaction;

    SimulatedProducer(
            SimulatedKafka kafka,
            String transactionalId,
            Predicate<ProducerRecord<String, byte[]>> isOfLivingAssignment) {
        super(true, null, new StringSerializer(), new ByteArraySerializer());
        this.kafka = kafka;
        this.transactionalId = transactionalId;
        this.isOfLivingAssignment = isOfLivingAssignment;
    }

    @Override
    public void initTransactions() {
        requireOpen();
        if (kafka.fails()) {
            throw new TimeoutException("initTransactions");
        }
        epoch = kafka.initialise(transactionalId);
    }

    @Override
    public void beginTransaction() {
        requireOpen();
        transaction = kafka.begin(transactionalId, epoch);
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
        if (!isOfLivingAssignment.test(record)) {
            throw new AssertionError("a result of an ended assignment was sent: " + record.key());
        }
        running().add(Spot.parse(record.key()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        kafka.requireEpoch(transactionalId, epoch);
        if (kafka.fails()) {
            throw new KafkaException("a record could not be sent");
        }
        kafka.requireMember(groupMetadata);
        running().add(offsets);
        if (kafka.fails()) {
            throw new TimeoutException("sendOffsetsToTransaction");
        }
    }

    @Override
    public void commitTransaction() {
        kafka.requireEpoch(transactionalId, epoch);
        if (kafka.fails()) {
            kafka.abort(transactionalId);
            throw new KafkaException("a batch expired");
        }
        running().prepare();
        if (kafka.fails()) {
            throw new TimeoutException("commitTransaction");
        }
        kafka.commit(transactionalId);
        if (kafka.fails()) {
            throw new TimeoutException("the answer to commitTransaction was lost");
        }
    }

    @Override
    public void abortTransaction() {
        kafka.requireEpoch(transactionalId, epoch);
        if (kafka.fails()) {
            throw new TimeoutException("abortTransaction");
        }
        kafka.abort(transactionalId);
    }

    @Override
    public void close(Duration timeout) {
        shut = true;
    }

    private void requireOpen() {
        if (shut) {
            throw new IllegalStateException("closed");
        }
    }

    private SimulatedKafka.Transaction running() {
        if (transaction == null) {
            throw new IllegalStateException("no transaction");
        }
        return transaction;
    }
}
