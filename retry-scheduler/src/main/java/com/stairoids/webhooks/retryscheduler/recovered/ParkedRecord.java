package com.stairoids.webhooks.retryscheduler.recovered;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A parked record as the store has it: its headers and its body, byte for byte. Stored as a version byte, the number of
 * headers, each header's name and value, and the body; each with its length before it, -1 for null; integers in 4 bytes.
 */
record ParkedRecord(Headers headers, byte @Nullable [] body) {
    private static final byte VERSION = 1;
    private static final int NULL = -1;

    /** @throws IllegalStateException where another version, or something else, wrote it */
    static ParkedRecord of(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("a parked record was stored by another version: " + version);
        }
        Headers headers = new RecordHeaders();
        int count = buffer.getInt();
        for (int header = 0; header < count; header++) {
            byte[] name = read(buffer);
            byte[] value = read(buffer);
            headers.add(name == null ? "" : new String(name, StandardCharsets.UTF_8), value);
        }
        return new ParkedRecord(headers, read(buffer));
    }

    byte[] toBytes() {
        Header[] all = headers.toArray();
        byte[] @Nullable [] parts = new byte[2 * all.length + 1] @Nullable [];
        int size = 1 + Integer.BYTES;
        for (int header = 0; header < all.length; header++) {
            parts[2 * header] = all[header].key().getBytes(StandardCharsets.UTF_8);
            parts[2 * header + 1] = all[header].value();
        }
        parts[2 * all.length] = body;
        for (byte @Nullable [] part : parts) {
            size += Integer.BYTES + (part == null ? 0 : part.length);
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).put(VERSION).putInt(all.length);
        for (byte @Nullable [] part : parts) {
            write(buffer, part);
        }
        return buffer.array();
    }

    private static byte @Nullable [] read(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length == NULL) {
            return null;
        }
        byte[] part = new byte[length];
        buffer.get(part);
        return part;
    }

    private static void write(ByteBuffer buffer, byte @Nullable [] part) {
        if (part == null) {
            buffer.putInt(NULL);
        } else {
            buffer.putInt(part.length).put(part);
        }
    }
}
