package com.stairoids.webhooks.schemas.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SourceHeadersTest {
    private final Headers source = new RecordHeaders();
    private final Headers kept = new RecordHeaders();

    @Test
    void areRestoredInTheirOrderAndByteForByte() {
        source.add("reason", "mine".getBytes(UTF_8));
        source.add("twice", new byte[] {(byte) 0xFF});
        source.add("twice", null);
        HeaderText.write(kept, HeaderNames.REASON, "malformed-json");

        assertThat(SourceHeaders.keep(source, kept)).isZero();

        assertThat(HeaderText.read(kept, HeaderNames.REASON)).contains("malformed-json");
        assertThat(SourceHeaders.restore(kept)).isEqualTo(source);
    }

    @Test
    void thoseThatThereIsNoRoomForAreCounted() {
        int written = "source-header-b".length() + 10;
        source.add("a", new byte[SourceHeaders.MOST_BYTES]);
        source.add("b", new byte[SourceHeaders.MOST_BYTES - 2 * written]);
        source.add("c", null);
        source.add("d", null);

        assertThat(SourceHeaders.keep(source, kept)).isEqualTo(2);

        assertThat(SourceHeaders.restore(kept))
                .extracting(header -> header.key())
                .containsExactly("b", "c");
    }

    /** A record of a MiB may have 500,000 of them, and what keeps them must fit its topic. */
    @Test
    void thoseThatAreNothingInThemselvesTakeRoomToo() {
        for (int header = 0; header < 500_000; header++) {
            source.add("", null);
        }

        int leftOut = SourceHeaders.keep(source, kept);

        int written = 0;
        for (Header header : kept) {
            written += header.key().length() + 2;
        }
        assertThat(written).isPositive().isLessThanOrEqualTo(SourceHeaders.MOST_BYTES);
        assertThat(leftOut).isEqualTo(500_000 - kept.toArray().length);
    }
}
