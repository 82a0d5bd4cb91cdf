package com.stairoids.webhooks.cli.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines as bytes, without their ends, so that what is sent is what was read. Holds one line at a time. */
final class LineReader {
    private final InputStream in;
    private final int mostBytes;
    private boolean ended;

    /** @param mostBytes of a line that are kept; the rest is passed over, see {@link Line#isCut} */
    LineReader(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** The next line; empty after the last. */
    Optional<Line> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                ended = true;
                return length == 0 ? Optional.empty() : Optional.of(new Line(kept.toByteArray(), length > mostBytes));
            }
            length++;
            if (length <= mostBytes) {
                kept.write(next);
            }
        }
        return Optional.of(new Line(kept.toByteArray(), length > mostBytes));
    }

    /** One line. */
    record Line(byte[] bytes, boolean isCut) {}
}
