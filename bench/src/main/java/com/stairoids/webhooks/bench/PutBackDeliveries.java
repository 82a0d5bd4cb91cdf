package com.stairoids.webhooks.bench;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads, on a thread of its own, what is put back from now on: how late it could be read, and whether each came once. */
final class PutBackDeliveries implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final BitSet arrived = new BitSet();
    private final Histogram lateMillis = new Histogram(3);
    private final CountDownLatch missing;
    private final Thread thread;
    private volatile boolean closing;
    private final AtomicLong doubled = new AtomicLong();
    private final AtomicLong early = new AtomicLong();

    /** @param count deliveries, numbered from 0 */
    PutBackDeliveries(Settings settings, int count) {
        consumer = new KafkaConsumer<>(KafkaSettings.of(settings).consumer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.DELIVERIES.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        missing = new CountDownLatch(count);
        thread = Thread.ofPlatform().name("put-back").start(this::read);
    }

    boolean await(Duration most) throws InterruptedException {
        return missing.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    long missing() {
        return missing.getCount();
    }

    long doubled() {
        return doubled.get();
    }

    /** How many came before they were due. */
    long early() {
        return early.get();
    }

    /** Milliseconds from the due time until a reader of committed records had it; once closed. */
    Histogram lateMillis() {
        return lateMillis;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                consumer.poll(POLL).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        ByteBuffer body = ByteBuffer.wrap(record.value());
        int number = Math.toIntExact(body.getLong());
        long late = System.currentTimeMillis() - body.getLong();
        if (late < 0) {
            early.incrementAndGet();
        }
        if (arrived.get(number)) {
            doubled.incrementAndGet();
        } else {
            arrived.set(number);
            lateMillis.recordValue(Math.max(late, 0));
            missing.countDown();
        }
    }
}
