package com.stairoids.webhooks.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command writes to after its reader has gone, as with {@code | head}. */
public final class ClosedPipe extends OutputStream {
    private int writes;

    /** A terminal whose results nobody reads. */
    public Terminal terminal() {
        return new Terminal(
                new PrintStream(this, true, StandardCharsets.UTF_8),
                System.err,
                InputStream.nullInputStream(),
                Map.of());
    }

    /** How often somebody tried to write to it. */
    public int writes() {
        return writes;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        writes++;
        throw new IOException("Broken pipe");
    }
}
