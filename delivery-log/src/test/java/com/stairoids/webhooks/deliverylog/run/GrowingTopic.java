package com.stairoids.webhooks.deliverylog.run;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The attempts in one partition, every record of which was appended at one time, and to which more may come. */
final class GrowingTopic extends MockConsumer<String, byte[]> {
    private static final String NAME = Topic.ATTEMPTS.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

    private final Instant appendedAt;
    private final NavigableSet<Long> records = new TreeSet<>();
    private long end;

    GrowingTopic(Instant appendedAt) {
        super("none");
        this.appendedAt = appendedAt;
        Node[] nodes = {};
        updatePartitions(NAME, List.of(new PartitionInfo(NAME, 0, Node.noNode(), nodes, nodes)));
        updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    /** @param marks of transactions, behind the last record */
    synchronized void grow(long moreRecords, long marks) {
        LongStream.range(end, end + moreRecords).forEach(records::add);
        end += moreRecords + marks;
        updateEndOffsets(Map.of(PARTITION, end));
    }

    @Override
    public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
        if (!paused().contains(PARTITION)) {
            Long next = records.ceiling(position(PARTITION));
            if (next == null) {
                seek(PARTITION, end);
            } else {
                addRecord(record(next));
            }
        }
        return super.poll(timeout);
    }

    private ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>(
                NAME,
                0,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "key",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
