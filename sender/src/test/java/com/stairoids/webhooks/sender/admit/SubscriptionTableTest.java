package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.CIPHER;
import static com.stairoids.webhooks.sender.admit.Subscriptions.change;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;
import static com.stairoids.webhooks.sender.admit.Subscriptions.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Change;
import com.stairoids.webhooks.sender.admit.SubscriptionTable.Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubscriptionTableTest {
    private static final int CACHED = 100;

    @TempDir
    private Path state;

    private SubscriptionTable table;

    @BeforeEach
    void open() {
        table = SubscriptionTable.open(new TableSettings(state, CACHED), CIPHER);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void hasReachedWhatIsAppliedAndNotWhatIsNext() {
        table.apply(List.of(change(key(1), 4)), 5);

        assertThat(table.hasReached(4)).isTrue();
        assertThat(table.hasReached(5)).isFalse();
    }

    @Test
    void reachesOffsetsThatHoldNoRecord() {
        table.apply(List.of(), 5);

        assertThat(table.hasReached(4)).isTrue();
    }

    @Test
    void tellsAnEndpointThatWasDeletedFromOneThatCannotBeRead() {
        table.apply(List.of(change(key(1), 1), unreadable(key(2), 2), change(key(3), 3), tombstone(key(3), 4)), 5);

        assertThat(table.find(key(1))).containsInstanceOf(Entry.Known.class);
        assertThat(table.find(key(2))).containsInstanceOf(Entry.Unreadable.class);
        assertThat(table.find(key(3))).isEmpty();
    }

    @Test
    void aRecordWhoseKeyNamesNoEndpointIsPassedOver() {
        TopicPartition partition = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);
        byte[] json = change(key(1), 1).json();
        List<ConsumerRecord<String, byte[]>> records = List.of(
                new ConsumerRecord<>(partition.topic(), 0, 0, "no key of an endpoint", json),
                new ConsumerRecord<>(partition.topic(), 0, 1, null, json),
                new ConsumerRecord<>(partition.topic(), 0, 2, key(1).toString(), json));

        table.take(new ConsumerRecords<>(Map.of(partition, records), Map.of()), 3);

        assertThat(table.hasReached(2)).isTrue();
        assertThat(table.find(key(1))).isPresent();
    }

    @Test
    void anEndpointIsDecryptedOnceForAllItsAttempts() {
        table.apply(List.of(change(key(1), 1)), 2);

        assertThat(table.find(key(1)).orElseThrow()).isSameAs(table.find(key(1)).orElseThrow());
    }

    @Test
    void whatWasHeldIsNotGivenAfterAChange() {
        table.apply(List.of(change(key(1), 1), change(key(2), 2)), 3);
        assertThat(version(key(1))).isEqualTo(1);
        assertThat(table.find(key(2))).isPresent();

        table.apply(List.of(change(key(1), 3), tombstone(key(2), 4)), 5);

        assertThat(version(key(1))).isEqualTo(3);
        assertThat(table.find(key(2))).isEmpty();
    }

    @Test
    void nobodyEverSeesAnOlderRecordThanThePositionPromises() {
        int changes = 20_000;
        table.apply(List.of(change(key(1), 1)), 2);
        List<CompletableFuture<Void>> readers = IntStream.range(0, 2)
                .mapToObj(_ -> CompletableFuture.runAsync(() -> readUntil(changes)))
                .toList();

        for (int version = 2; version <= changes; version++) {
            table.apply(List.of(change(key(1), version)), version + 1);
        }

        readers.forEach(CompletableFuture::join);
    }

    @Test
    void holdsNoMoreEndpointsThanTheSettingSays() {
        table.apply(
                IntStream.range(0, 10 * CACHED)
                        .mapToObj(number -> change(key(number), number + 1))
                        .toList(),
                10 * CACHED + 1);

        IntStream.range(0, 10 * CACHED)
                .forEach(number -> assertThat(version(key(number))).isEqualTo(number + 1));

        assertThat(table.heldWeight()).isBetween(CACHED / 2L, (long) CACHED);
    }

    @Test
    void aLongRecordCountsAsSeveralEndpoints() {
        table.apply(List.of(change(key(1), 1), change(key(2), 2, "x".repeat(30_000))), 3);

        assertThat(table.find(key(1))).isPresent();
        assertThat(table.heldWeight()).isEqualTo(1);
        assertThat(table.find(key(2))).isPresent();
        assertThat(table.heldWeight()).isEqualTo(1 + 10);
    }

    @Test
    void whatWasDecryptedIsNotPrinted() {
        table.apply(List.of(change(key(1), 1)), 2);

        Entry entry = table.find(key(1)).orElseThrow();

        assertThat(entry.toString())
                .contains(key(1).toString())
                .doesNotContain(Subscriptions.OWN_VALUE)
                .doesNotContain(Subscriptions.SECRET.reveal());
    }

    private void readUntil(int last) {
        long promised = 1;
        while (promised < last) {
            while (table.hasReached(promised + 1)) {
                promised++;
            }
            assertThat(version(key(1))).isGreaterThanOrEqualTo(promised);
        }
    }

    private long version(EndpointKey key) {
        return switch (table.find(key).orElseThrow()) {
            case Entry.Known(Recipient recipient) -> recipient.subscription().version();
            case Entry.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    private static Change unreadable(EndpointKey key, long offset) {
        return new Change(key, offset, "{\"name\":".getBytes(StandardCharsets.UTF_8));
    }
}
