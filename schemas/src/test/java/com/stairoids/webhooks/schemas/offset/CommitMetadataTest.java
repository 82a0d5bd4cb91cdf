package com.stairoids.webhooks.schemas.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitMetadataTest {
    private static final String NONCE = "AbCdEfGhIj-_";

    @Test
    void whatIsWrittenIsReadBack() throws UnreadableMetadataException {
        BitSet finished = BitSet.valueOf(new long[] {0b1010_0001, 0, 77});

        CommitMetadata read = CommitMetadata.decode(7, new CommitMetadata(NONCE, finished).encode(7));

        assertThat(read).isEqualTo(new CommitMetadata(NONCE, finished));
    }

    @Test
    void anOffsetCommittedByAnOperatorsToolSaysNothingOfWhatIsBeyond() throws UnreadableMetadataException {
        CommitMetadata read = CommitMetadata.decode(7, "");

        assertThat(read.finishedBeyond()).isEqualTo(new BitSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1AbC", "3AbCdEfGhIj-_AAAAAA", "2AbC", "2AbCdEfGhIj-_AAAAAA!!!", "garbage"})
    void whatThisVersionDidNotWriteIsRefusedRatherThanGuessed(String metadata) {
        assertThatThrownBy(() -> CommitMetadata.decode(7, metadata)).isInstanceOf(UnreadableMetadataException.class);
    }

    @Test
    void whatTheFirstVersionWroteIsRead() throws UnreadableMetadataException {
        CommitMetadata read = CommitMetadata.decode(7, "1" + NONCE + "Bg");

        assertThat(read).isEqualTo(new CommitMetadata(NONCE, BitSet.valueOf(new long[] {0b110})));
    }

    @Test
    void besideAnotherOffsetItIsRefused() {
        String metadata = new CommitMetadata(NONCE, BitSet.valueOf(new long[] {0b10})).encode(7);

        assertThatThrownBy(() -> CommitMetadata.decode(8, metadata)).isInstanceOf(UnreadableMetadataException.class);
    }

    @Test
    void cutShortItIsRefused() {
        String metadata = new CommitMetadata(NONCE, BitSet.valueOf(new long[] {-2, -1, -1})).encode(7);

        for (int length = 1; length < metadata.length(); length++) {
            String cut = metadata.substring(0, length);
            assertThatThrownBy(() -> CommitMetadata.decode(7, cut)).isInstanceOf(UnreadableMetadataException.class);
        }
    }

    @Test
    void theFarthestOffsetThatFitsIsWithinTheBrokersBound() {
        BitSet finished = new BitSet();
        finished.set(CommitMetadata.MOST_OFFSETS - 1);

        assertThat(new CommitMetadata(NONCE, finished).encode(Long.MAX_VALUE).length())
                .isLessThanOrEqualTo(CommitMetadata.MAX_LENGTH);
        assertThat(CommitMetadata.MOST_OFFSETS).isGreaterThanOrEqualTo(OffsetWindow.SPAN);
    }

    @Test
    void aWindowThatIsTooWideIsRefusedBeforeTheBrokerSeesIt() {
        BitSet finished = new BitSet();
        finished.set(CommitMetadata.MOST_OFFSETS);

        assertThatThrownBy(() -> new CommitMetadata(NONCE, finished).encode(7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
