package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.offset.CommitMetadata;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.schemas.offset.UnreadableMetadataException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Due times out of order by seconds, with crashes: each record is put back once, and none late. */
class PutBackOnceTest {
    private static final int RECORDS = 2_000;
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(Waiting.TOPIC, 0);
    private static final BatchBounds WIDE = new BatchBounds(100_000, 100_000_000);

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachIsPutBackOnceAndInTime(int seed) throws UnreadableMetadataException {
        Random random = new Random(seed);
        List<HeldRecord> log = log(random);
        Map<Long, Instant> putBackAt = new HashMap<>();
        OffsetAndMetadata committed = new OffsetAndMetadata(0, "");
        Reader reader = new Reader(log, committed);

        for (Instant now = START; putBackAt.size() < RECORDS; now = now.plus(STEP)) {
            assertThat(now)
                    .as("seed %d, %d are put back", seed, putBackAt.size())
                    .isBefore(START.plusSeconds(120));
            reader.readOn(now, random);
            DueBatch batch = reader.held.takeDue(now, WIDE);
            if (random.nextInt(10) == 0) {
                reader = new Reader(log, committed);
                reader.readOn(now, random);
                batch = reader.held.takeDue(now, WIDE);
            }
            committed = batch.positions().getOrDefault(PARTITION, committed);
            for (HeldRecord record : batch.records()) {
                assertThat(putBackAt.put(record.offset(), now))
                        .as("seed %d: doubled", seed)
                        .isNull();
            }
        }

        assertThat(log)
                .allSatisfy(record -> assertThat(putBackAt.get(record.offset()))
                        .as("seed %d: offset %d", seed, record.offset())
                        .isBetween(record.due(), record.due().plus(STEP)));
    }

    /** Due in some order, but for {@link HeldRecords#DISORDER}; with gaps, as markers make them. */
    private static List<HeldRecord> log(Random random) {
        List<HeldRecord> records = new ArrayList<>();
        Instant latest = START.plusSeconds(10);
        long offset = 0;
        for (int number = 0; number < RECORDS; number++) {
            latest = latest.plusMillis(random.nextInt(40));
            Instant due = latest.minusMillis(random.nextLong(HeldRecords.DISORDER.toMillis()));
            records.add(HeldRecord.of(Waiting.record(0, offset, START, due), Duration.ofHours(1)));
            offset += 1 + (random.nextInt(5) == 0 ? random.nextInt(20) : 0);
        }
        return records;
    }

    /** One owner of the partition, until it crashes. */
    private static final class Reader {
        final HeldRecords held = new HeldRecords(Duration.ofHours(1), new HeldBytes(Long.MAX_VALUE));
        private final List<HeldRecord> log;
        private int next;

        Reader(List<HeldRecord> log, OffsetAndMetadata committed) throws UnreadableMetadataException {
            this.log = log;
            held.adopt(
                    PARTITION,
                    new OffsetWindow(
                            committed.offset(),
                            CommitMetadata.decode(committed.offset(), committed.metadata())
                                    .finishedBeyond()));
            next = (int) log.stream()
                    .filter(record -> record.offset() < committed.offset())
                    .count();
        }

        void readOn(Instant now, Random random) {
            while (next < log.size() && held.toRead(now).contains(PARTITION)) {
                int polled = Math.min(1 + random.nextInt(50), log.size() - next);
                log.subList(next, next + polled).forEach(record -> held.add(record.record()));
                next += polled;
            }
        }
    }
}
