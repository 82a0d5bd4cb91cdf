package com.stairoids.webhooks.router.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
    private final Headers headers = new RecordHeaders();

    @Test
    void keepsAValueOfTheLargestSizeWhole() {
        byte[] value = new byte[BoundedBytes.VALUE_BYTES];

        byte[] kept = BoundedBytes.values().deserialize("topic", headers, ByteBuffer.wrap(value));

        assertThat(kept).isEqualTo(value);
        assertThat(headers).isEmpty();
    }

    @Test
    void notesTheSizeOfAValueThatItCuts() {
        byte[] kept =
                BoundedBytes.values().deserialize("topic", headers, ByteBuffer.allocate(BoundedBytes.VALUE_BYTES + 1));

        assertThat(kept).hasSize(BoundedBytes.VALUE_BYTES);
        assertThat(IntakeHeaders.read(headers, IntakeHeaders.VALUE_SIZE))
                .isEqualTo(Optional.of(BoundedBytes.VALUE_BYTES + 1L));
    }

    @Test
    void removesANoteThatAProducerWrote() {
        IntakeHeaders.write(headers, IntakeHeaders.VALUE_SIZE, 0L);

        BoundedBytes.values().deserialize("topic", headers, ByteBuffer.allocate(1));

        assertThat(headers).isEmpty();
    }

    @Test
    void readsFromWhereTheBufferStands() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);

        assertThat(BoundedBytes.keys().deserialize("topic", headers, buffer)).containsExactly(1, 2);
    }

    @Test
    void leavesNullBeNull() {
        assertThat(BoundedBytes.values().deserialize("topic", headers, (ByteBuffer) null))
                .isNull();
        assertThat(BoundedBytes.keys().deserialize("topic", null)).isNull();
    }

    @Test
    void cutsAKeyAndNotesItsSize() {
        assertThat(BoundedBytes.keys().deserialize("topic", headers, ByteBuffer.allocate(5000)))
                .hasSize(BoundedBytes.KEY_BYTES);
        assertThat(IntakeHeaders.read(headers, IntakeHeaders.KEY_SIZE)).contains(5000L);
        assertThat(BoundedBytes.keys().deserialize("topic", new byte[5000])).hasSize(BoundedBytes.KEY_BYTES);
    }
}
