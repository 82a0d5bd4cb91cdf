package com.stairoids.webhooks.testing.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does what a behaviour says on one connection. */
final class Performance {
    private static final int PROMISED_BYTES = 1_000_000_000;

    private final InputStream in;
    private final OutputStream out;
    private final CountDownLatch closing;

    /** @param closing ends every wait */
    Performance(InputStream in, OutputStream out, CountDownLatch closing) {
        this.in = in;
        this.out = out;
        this.closing = closing;
    }

    /** True where the connection may bring another request. */
    boolean perform(Behaviour behaviour) throws IOException {
        return switch (behaviour) {
            case Behaviour.Answer answer -> answer(answer);
            case Behaviour.Sequence sequence -> throw undecided(sequence);
            case Behaviour.Depending depending -> throw undecided(depending);
            case Behaviour.Delayed delayed -> waited(delayed.delay()) && perform(delayed.then());
            case Behaviour.Hang() -> hang();
            case Behaviour.DripHeaders(Duration interval) -> drip("HTTP/1.1 200 OK\r\nX-Endless: ", interval);
            case Behaviour.DripBody(Duration interval) -> {
                write(head(200, List.of(), PROMISED_BYTES));
                yield drip("", interval);
            }
            case Behaviour.CutBeforeAnswer() -> false;
            case Behaviour.CutInBody() -> {
                write(head(200, List.of(), 100) + "only this");
                yield false;
            }
            case Behaviour.HugeBody(long bytes) -> huge(bytes);
            case Behaviour.Garbage() -> {
                write("\0\1\2 this is not HTTP \377\r\n\r\n");
                yield false;
            }
        };
    }

    private static IllegalStateException undecided(Behaviour behaviour) {
        return new IllegalStateException("not decided for a request: " + behaviour);
    }

    private boolean answer(Behaviour.Answer answer) throws IOException {
        byte[] head =
                head(answer.status(), answer.headers(), answer.body().length).getBytes(StandardCharsets.ISO_8859_1);
        // In one write: a client sees one segment, as from a busy server.
        byte[] whole = new byte[head.length + answer.body().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(answer.body(), 0, whole, head.length, answer.body().length);
        out.write(whole);
        out.flush();
        return true;
    }

    /** Reads on, so that it learns of the client's leaving. */
    private boolean hang() throws IOException {
        in.skip(Long.MAX_VALUE);
        return false;
    }

    private boolean drip(String beginning, Duration interval) throws IOException {
        byte[] first = beginning.getBytes(StandardCharsets.ISO_8859_1);
        for (int sent = 0; waited(interval); sent++) {
            out.write(sent < first.length ? first[sent] : 'a');
            out.flush();
        }
        return false;
    }

    private boolean huge(long bytes) throws IOException {
        write(head(200, List.of(), bytes));
        byte[] block = " ".repeat(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);
        for (long left = bytes; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
        out.flush();
        return true;
    }

    /** False where the receiver closes meanwhile. */
    private boolean waited(Duration duration) {
        try {
            return !closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(int status, List<HeaderLine> headers, long contentLength) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Status\r\n");
        headers.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        return head.append("Content-Length: ")
                .append(contentLength)
                .append("\r\n\r\n")
                .toString();
    }
}
