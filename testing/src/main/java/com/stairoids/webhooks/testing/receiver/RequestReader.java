package com.stairoids.webhooks.testing.receiver;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Takes HTTP/1.1 requests (RFC 9112) off a connection, one after the other. */
final class RequestReader {
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final InstantSource clock;
    private final long connection;

    RequestReader(InputStream in, InstantSource clock, long connection) {
        this.in = in;
        this.clock = clock;
        this.connection = connection;
    }

    /** The next request; empty once the client has closed the connection between requests. */
    Optional<ReceivedRequest> next() throws IOException {
        String requestLine = line();
        if (requestLine == null) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("not a request line: " + requestLine);
        }
        List<HeaderLine> headers = headers();
        byte[] body = body(headers);
        return Optional.of(new ReceivedRequest(
                parts[0], parts[1], headers, body, clock.instant(), connection, OptionalInt.empty()));
    }

    private List<HeaderLine> headers() throws IOException {
        List<HeaderLine> headers = new ArrayList<>();
        for (String line = required(line()); !line.isEmpty(); line = required(line())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("not a header: " + line);
            }
            headers.add(new HeaderLine(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private byte[] body(List<HeaderLine> headers) throws IOException {
        String length = null;
        for (HeaderLine header : headers) {
            if (header.name().equalsIgnoreCase("Transfer-Encoding")) {
                return chunks();
            }
            if (header.name().equalsIgnoreCase("Content-Length")) {
                length = header.value();
            }
        }
        return length == null ? new byte[0] : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = required(line()).split(";", 2)[0].strip();
            byte[] chunk = exactly(Integer.parseInt(size, 16));
            body.writeBytes(chunk);
            required(line());
            if (chunk.length == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended in a body");
        }
        return bytes;
    }

    /** Without its line end; null at the end of the stream. */
    private @Nullable String line() throws IOException {
        byte[] buffer = new byte[256];
        int length = 0;
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                if (length == 0) {
                    return null;
                }
                throw new EOFException("the connection ended in a line");
            }
            if (length == LONGEST_LINE) {
                throw new ProtocolException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, length * 2);
            }
            buffer[length++] = (byte) read;
        }
        int end = length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
        return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static String required(@Nullable String line) throws EOFException {
        if (line == null) {
            throw new EOFException("the connection ended in a request");
        }
        return line;
    }
}
