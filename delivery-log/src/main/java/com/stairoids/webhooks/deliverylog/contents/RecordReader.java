package com.stairoids.webhooks.deliverylog.contents;

import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads single records. It keeps a few consumers, since opening one takes longer than reading does; who finds all of them
 * in use waits. Safe for use by many threads; its own lock guards the idle consumers.
 */
public final class RecordReader implements AutoCloseable {
    private static final int CONSUMERS = 4;
    private static final Duration POLL = Duration.ofMillis(100);

    /** A fetch brings one batch at least, however large, so that more need not be asked for. */
    private static final int FETCH_BYTES = 1;

    private final Map<String, Object> configuration;
    private final Semaphore free = new Semaphore(CONSUMERS, true);
    private final Deque<Consumer<String, byte[]>> idle = new ArrayDeque<>();
    private boolean closed;

    public RecordReader(KafkaSettings kafka) {
        configuration = new HashMap<>(kafka.consumer());
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
    }

    /** The committed record at that place; it waits no longer than the deadline says. */
    public Lookup<ConsumerRecord<String, byte[]>> read(TopicPartition partition, long offset, Deadline deadline) {
        try {
            if (!free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Lookup.Unanswered<>("too many others read from Kafka at the moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.Unanswered<>("interrupted");
        }
        try {
            return readWithConsumer(partition, offset, deadline);
        } finally {
            free.release();
        }
    }

    private Lookup<ConsumerRecord<String, byte[]>> readWithConsumer(
            TopicPartition partition, long offset, Deadline deadline) {
        Consumer<String, byte[]> consumer = null;
        boolean usable = false;
        try {
            consumer = take();
            Lookup<ConsumerRecord<String, byte[]>> lookup = read(consumer, partition, offset, deadline);
            usable = true;
            return lookup;
        } catch (KafkaException e) {
            return new Lookup.Unanswered<>(String.valueOf(e.getMessage()));
        } finally {
            if (consumer != null) {
                giveBack(consumer, usable);
            }
        }
    }

    private static Lookup<ConsumerRecord<String, byte[]>> read(
            Consumer<String, byte[]> consumer, TopicPartition partition, long offset, Deadline deadline) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        try {
            while (!deadline.isOver()) {
                List<ConsumerRecord<String, byte[]>> records =
                        consumer.poll(deadline.atMost(POLL)).records(partition);
                if (!records.isEmpty()) {
                    ConsumerRecord<String, byte[]> first = records.getFirst();
                    return first.offset() == offset ? new Lookup.Found<>(first) : new Lookup.Expired<>();
                }
                if (consumer.position(partition, deadline.left()) > offset) {
                    return new Lookup.Expired<>();
                }
            }
            return new Lookup.Unanswered<>("Kafka did not answer in time");
        } catch (OffsetOutOfRangeException e) {
            return new Lookup.Expired<>();
        }
    }

    private Consumer<String, byte[]> take() {
        Consumer<String, byte[]> kept;
        synchronized (this) {
            kept = idle.pollFirst();
        }
        return kept == null ? new KafkaConsumer<>(configuration) : kept;
    }

    private void giveBack(Consumer<String, byte[]> consumer, boolean usable) {
        synchronized (this) {
            if (usable && !closed) {
                idle.addFirst(consumer);
                return;
            }
        }
        consumer.close();
    }

    /** Whoever reads now still gets an answer. */
    @Override
    public void close() {
        List<Consumer<String, byte[]>> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(idle);
            idle.clear();
        }
        last.forEach(Consumer::close);
    }
}
