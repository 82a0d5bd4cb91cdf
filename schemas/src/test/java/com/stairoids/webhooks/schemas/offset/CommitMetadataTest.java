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

        CommitMetadata read = CommitMetadata.decode(new CommitMetadata(NONCE, finished).encode());

        assertThat(read).isEqualTo(new CommitMetadata(NONCE, finished));
    }

    @Test
    void anOffsetCommittedByAnOperatorsToolSaysNothingOfWhatIsBeyond() throws UnreadableMetadataException {
        CommitMetadata read = CommitMetadata.decode("");

        assertThat(read.finishedBeyond()).isEqualTo(new BitSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2AbCdEfGhIj-_", "1AbC", "1AbCdEfGhIj-_!!!", "garbage"})
    void whatThisVersionDidNotWriteIsRefusedRatherThanGuessed(String metadata) {
        assertThatThrownBy(() -> CommitMetadata.decode(metadata)).isInstanceOf(UnreadableMetadataException.class);
    }

    @Test
    void aWindowThatIsTooWideIsRefusedBeforeTheBrokerSeesIt() {
        BitSet finished = new BitSet();
        finished.set(40_000);

        assertThatThrownBy(() -> new CommitMetadata(NONCE, finished).encode())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
