package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.change;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;
import static com.stairoids.webhooks.sender.admit.Subscriptions.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.sender.admit.SubscriptionStore.Change;
import com.stairoids.webhooks.sender.admit.SubscriptionStore.Stored;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubscriptionStoreTest {
    @TempDir
    private Path state;

    @Test
    void theLatestRecordOfAnEndpointIsFoundWithItsOffset() {
        try (SubscriptionStore store = SubscriptionStore.open(state)) {
            Change only = change(key(2), 2);
            store.apply(List.of(change(key(1), 1), only, change(key(1), 3)));

            assertThat(store.find(key(1)).map(Stored::offset)).contains(3L);
            assertThat(store.find(key(2)).map(Stored::offset)).contains(2L);
            assertThat(store.find(key(2)).orElseThrow().json()).isEqualTo(only.json());
        }
    }

    @Test
    void nothingIsFoundOfAnEndpointAfterItsTombstoneButOfTheOthers() {
        try (SubscriptionStore store = SubscriptionStore.open(state)) {
            store.apply(List.of(change(key(1), 1), change(key(2), 2)));

            store.apply(List.of(tombstone(key(1), 3)));

            assertThat(store.find(key(1))).isEmpty();
            assertThat(store.find(key(2))).isPresent();
        }
    }

    @Test
    void anEndpointCreatedAgainAfterItsTombstoneIsFound() {
        try (SubscriptionStore store = SubscriptionStore.open(state)) {
            store.apply(List.of(change(key(1), 1), tombstone(key(1), 2), change(key(1), 3)));

            assertThat(store.find(key(1)).map(Stored::offset)).contains(3L);
        }
    }

    @Test
    void storesOfOneStateDirectoryDoNotMeet() {
        try (SubscriptionStore one = SubscriptionStore.open(state);
                SubscriptionStore other = SubscriptionStore.open(state)) {
            one.apply(List.of(change(key(1), 1)));

            assertThat(other.find(key(1))).isEmpty();
        }
    }

    @Test
    void closingLeavesNothingOnDiskButTheLockFile() throws IOException {
        SubscriptionStore store = SubscriptionStore.open(state);
        store.apply(List.of(change(key(1), 1)));

        store.close();

        assertThat(files()).containsExactly("table-0.lock");
    }

    @Test
    void aDirectoryThatHoldsRubbishIsEmptiedFirst() throws IOException {
        Files.createDirectories(state.resolve("table-0/deeper"));
        Files.writeString(state.resolve("table-0/CURRENT"), "MANIFEST-000007\n");
        Files.writeString(state.resolve("table-0/deeper/file"), "rubbish");

        try (SubscriptionStore store = SubscriptionStore.open(state)) {
            assertThat(store.find(key(1))).isEmpty();
            assertThat(state.resolve("table-0/deeper")).doesNotExist();
        }
    }

    @Test
    void whereNothingCanBeWrittenTheSettingIsNamed() throws IOException {
        Path file = Files.createFile(state.resolve("file"));

        assertThatThrownBy(() -> SubscriptionStore.open(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("sender.state-directory")
                .hasMessageContaining(file.toString());
    }

    @Test
    void whoReadsOnAfterTheEndIsToldSo() {
        SubscriptionStore store = SubscriptionStore.open(state);

        store.close();

        assertThatThrownBy(() -> store.find(key(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.apply(List.of(change(key(1), 1)))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingWhileSomebodyReadsHarmsNobody() throws InterruptedException {
        SubscriptionStore store = SubscriptionStore.open(state);
        store.apply(List.of(change(key(1), 1)));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> reads = CompletableFuture.runAsync(() -> {
            while (true) {
                assertThat(store.find(key(1))).isPresent();
                begun.countDown();
            }
        });
        begun.await();

        store.close();

        assertThatThrownBy(reads::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(state)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }
}
