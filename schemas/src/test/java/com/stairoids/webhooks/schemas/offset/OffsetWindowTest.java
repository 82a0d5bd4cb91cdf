package com.stairoids.webhooks.schemas.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OffsetWindowTest {
    @Test
    void theOldestUnfinishedOffsetHoldsTheCommitBack() {
        OffsetWindow window = new OffsetWindow(10, new BitSet());
        read(window, 10, 11, 12);

        window.finish(12);
        window.finish(11);

        assertThat(window.oldestUnfinished()).isEqualTo(10);
        assertThat(window.finishedBeyond()).isEqualTo(bits(1, 2));
    }

    @Test
    void finishingTheOldestLetsTheCommitPassAllThatIsFinishedBehindIt() {
        OffsetWindow window = new OffsetWindow(10, new BitSet());
        read(window, 10, 11, 12);
        window.finish(11);

        window.finish(10);

        assertThat(window.oldestUnfinished()).isEqualTo(12);
        assertThat(window.finishedBeyond()).isEqualTo(new BitSet());
    }

    @Test
    void offsetsWithoutARecordCountAsFinished() {
        OffsetWindow window = new OffsetWindow(0, new BitSet());
        read(window, 0, 3);

        window.finish(0);

        assertThat(window.oldestUnfinished()).isEqualTo(3);
    }

    @Test
    void whatAnEarlierOwnerFinishedNeedsNoWork() {
        OffsetWindow window = new OffsetWindow(100, bits(1, 3));

        List<Long> needed = new ArrayList<>();
        for (long offset = 100; offset < 105; offset++) {
            if (window.read(offset)) {
                needed.add(offset);
            }
        }

        assertThat(needed).containsExactly(100L, 102L, 104L);
    }

    @Test
    void workFurtherAheadThanTheMetadataCanSayMustWait() {
        OffsetWindow window = new OffsetWindow(0, new BitSet());
        read(window, 0, OffsetWindow.SPAN - 1, OffsetWindow.SPAN);

        boolean lastInside = window.reaches(OffsetWindow.SPAN - 1);
        boolean firstOutside = window.reaches(OffsetWindow.SPAN);

        assertThat(lastInside).isTrue();
        assertThat(firstOutside).isFalse();
    }

    @Test
    void theWidestWindowFitsTheMetadata() {
        BitSet everyOther = new BitSet();
        for (int bit = 1; bit < OffsetWindow.SPAN; bit += 2) {
            everyOther.set(bit);
        }

        String encoded = new CommitMetadata("abcdefghijkl", everyOther).encode(0);

        assertThat(encoded.length()).isLessThanOrEqualTo(CommitMetadata.MAX_LENGTH);
    }

    @Test
    void aStretchWithoutRecordsMayBeWiderThanTheMetadata() {
        OffsetWindow window = new OffsetWindow(0, new BitSet());
        long beyondInt = 3L * Integer.MAX_VALUE;
        read(window, 0, 1, beyondInt);
        window.finish(1);

        String encoded = new CommitMetadata("abcdefghijkl", window.finishedBeyond()).encode(0);
        window.finish(0);

        assertThat(encoded.length()).isLessThanOrEqualTo(CommitMetadata.MAX_LENGTH);
        assertThat(window.oldestUnfinished()).isEqualTo(beyondInt);
        assertThat(window.reaches(beyondInt)).isTrue();
    }

    @Test
    void whatAnEarlierOwnerFinishedIsSaidAgainBeforeItWasRead() {
        OffsetWindow window = new OffsetWindow(100, bits(1, 2, 5));
        read(window, 100);

        assertThat(window.finishedBeyond()).isEqualTo(bits(1, 2, 5));
        window.finish(100);
        assertThat(window.oldestUnfinished()).isEqualTo(103);
        assertThat(window.finishedBeyond()).isEqualTo(bits(2));
    }

    @Test
    void finishingTwiceIsABug() {
        OffsetWindow window = new OffsetWindow(0, new BitSet());
        read(window, 0, 1);
        window.finish(1);

        assertThatThrownBy(() -> window.finish(1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Random reads, gaps, completions and restarts from what was committed, against sets of offsets. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void behavesAsTheNaiveModelDoes(long seed) throws UnreadableMetadataException {
        Random random = new Random(seed);
        Set<Long> done = new TreeSet<>();
        NavigableSet<Long> records = records(random);
        OffsetWindow window = new OffsetWindow(0, new BitSet());
        for (int life = 0; life < 6; life++) {
            TreeSet<Long> working = new TreeSet<>();
            for (long offset : records.tailSet(window.oldestUnfinished())) {
                boolean needed = window.read(offset);
                assertThat(needed).as("offset %d, seed %d", offset, seed).isEqualTo(!done.contains(offset));
                if (needed) {
                    working.add(offset);
                }
                finishSome(random, working, window, done);
                assertAgrees(window, records, done);
                if (random.nextInt(200) == 0) {
                    break;
                }
            }
            long committed = window.oldestUnfinished();
            String metadata = new CommitMetadata("abcdefghijkl", window.finishedBeyond()).encode(committed);
            window = new OffsetWindow(
                    committed, CommitMetadata.decode(committed, metadata).finishedBeyond());
        }
    }

    private static void finishSome(Random random, NavigableSet<Long> working, OffsetWindow window, Set<Long> done) {
        while (!working.isEmpty() && random.nextInt(10) < 5) {
            List<Long> candidates = List.copyOf(working);
            long offset = candidates.get(random.nextInt(candidates.size()));
            working.remove(offset);
            window.finish(offset);
            done.add(offset);
        }
    }

    private static void assertAgrees(OffsetWindow window, NavigableSet<Long> records, Set<Long> done) {
        long oldest = window.oldestUnfinished();
        assertThat(records.headSet(oldest)).allMatch(done::contains);
        BitSet beyond = window.finishedBeyond();
        for (long offset : records.tailSet(oldest)) {
            assertThat(beyond.get((int) (offset - oldest)))
                    .as("offset %d", offset)
                    .isEqualTo(done.contains(offset));
        }
    }

    private static NavigableSet<Long> records(Random random) {
        TreeSet<Long> records = new TreeSet<>();
        long offset = random.nextInt(3);
        for (int i = 0; i < 500; i++) {
            records.add(offset);
            offset += random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
        }
        return records;
    }

    private static void read(OffsetWindow window, long... offsets) {
        for (long offset : offsets) {
            assertThat(window.read(offset)).isTrue();
        }
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }
}
