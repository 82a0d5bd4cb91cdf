package com.stairoids.webhooks.router.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The body on the wire: the five documented members in the documented order, without white space between them, and
 * {@code data} as its source wrote it. The four strings are of alphabets that JSON need not escape.
 */
final class RequestBody {
    private RequestBody() {}

    static byte[] of(String event, String id, String createdAt, String workspaceId, byte[] value, Envelope.Data data) {
        String head = "{\"event\":\"" + event + "\",\"id\":\"" + id + "\",\"created_at\":\"" + createdAt
                + "\",\"workspace_id\":\"" + workspaceId + "\",\"data\":";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        int dataLength = data.end() - data.start();
        return ByteBuffer.allocate(headBytes.length + dataLength + 1)
                .put(headBytes)
                .put(value, data.start(), dataLength)
                .put((byte) '}')
                .array();
    }
}
