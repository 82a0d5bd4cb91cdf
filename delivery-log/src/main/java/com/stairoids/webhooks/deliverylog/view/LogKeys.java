package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stores' keys. Each begins with a letter for what it is and the workspace's id, each part but the last is closed by a
 * NUL, which is in no part: so what is found below a workspace's prefix is that workspace's. Positions sort newer ones
 * first.
 */
public final class LogKeys {
    /** {@code applied}: the last record of {@code attempts} that is in the stores. */
    static final Bytes APPLIED = Bytes.wrap(new byte[] {'a'});

    private static final byte DELIVERY = 'd';
    private static final byte ENDPOINT = 'p';
    private static final byte EVENT = 'e';
    private static final byte HOUR = 'h';
    private static final byte ROW = 'r';
    private static final byte STANDING = 's';

    /** Where the endpoints' keys begin. */
    static final Bytes FIRST_ENDPOINT = Bytes.wrap(new byte[] {ENDPOINT});

    /** Behind all endpoints' keys. */
    static final Bytes LAST_ENDPOINT = end(FIRST_ENDPOINT.get());

    private static final byte[] HIGHEST_POSITION = new byte[DeliveryPosition.BYTES];

    static {
        Arrays.fill(HIGHEST_POSITION, (byte) 0xFF);
    }

    private LogKeys() {}

    /** Value: the delivery. */
    public static Bytes row(String workspaceId, String endpointId, DeliveryPosition position) {
        return at(rows(workspaceId, endpointId), position);
    }

    /** What the rows of an endpoint begin with. */
    public static byte[] rows(String workspaceId, String endpointId) {
        return prefix(ROW, workspaceId, endpointId);
    }

    /** Value: the key of the delivery's row. */
    public static Bytes delivery(String workspaceId, String deliveryId) {
        return Bytes.wrap(prefix(DELIVERY, workspaceId, deliveryId));
    }

    /** No value: that a delivery of that type stands so. */
    static Bytes standing(
            String workspaceId, String endpointId, DeliveryStatus status, String eventType, DeliveryPosition position) {
        return at(standings(workspaceId, endpointId, status, eventType), position);
    }

    /** What the keys of an endpoint's deliveries begin with that are of a type and stand so. */
    public static byte[] standings(String workspaceId, String endpointId, DeliveryStatus status, String eventType) {
        return prefix(STANDING, workspaceId, endpointId, status.wireName(), eventType);
    }

    /** Value: the endpoint's id. */
    static Bytes event(String workspaceId, String eventId, DeliveryPosition position) {
        return at(events(workspaceId, eventId), position);
    }

    /** What the keys of an event's deliveries begin with. */
    public static byte[] events(String workspaceId, String eventId) {
        return prefix(EVENT, workspaceId, eventId);
    }

    /** Value: what is known of the endpoint. */
    public static Bytes endpoint(String workspaceId, String endpointId) {
        return Bytes.wrap(prefix(ENDPOINT, workspaceId, endpointId));
    }

    /** What the keys of a workspace's endpoints begin with. */
    public static byte[] endpoints(String workspaceId) {
        return prefix(ENDPOINT, workspaceId);
    }

    /** What is in order right behind a key. */
    static Bytes behind(Bytes key) {
        return Bytes.wrap(joined(key.get(), new byte[1]));
    }

    /** What is behind all keys that begin with {@code prefix}. */
    public static Bytes end(byte[] prefix) {
        return Bytes.wrap(joined(prefix, new byte[] {(byte) 0xFF}));
    }

    /** The workspace's id and the endpoint's, of a key that {@link #endpoint} made. */
    public static Endpoint endpoint(Bytes key) {
        String[] parts =
                new String(key.get(), StandardCharsets.UTF_8).substring(1).split("\0", -1);
        return new Endpoint(parts[0], parts[1]);
    }

    /** Value: what happened in the hour that begins at {@code start}. */
    public static Bytes hour(String workspaceId, String endpointId, Instant start) {
        return Bytes.wrap(joined(
                prefix(HOUR, workspaceId, endpointId),
                ByteBuffer.allocate(Long.BYTES).putLong(start.toEpochMilli()).array()));
    }

    /** When the hour began, of a key that {@link #hour} made. */
    public static Instant hour(Bytes key) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(key.get(), key.get().length - Long.BYTES, Long.BYTES)
                .getLong());
    }

    /** Of a key that ends with one. */
    public static DeliveryPosition position(Bytes key) {
        byte[] bytes = key.get();
        return DeliveryPosition.of(
                ByteBuffer.wrap(bytes, bytes.length - DeliveryPosition.BYTES, DeliveryPosition.BYTES));
    }

    /** What begins with {@code prefix} and ends with {@code position}. */
    public static Bytes at(byte[] prefix, DeliveryPosition position) {
        return Bytes.wrap(joined(prefix, position.bytes()));
    }

    /** What begins with {@code prefix} and stands right behind {@code position}, where there is such a position. */
    public static Bytes behind(byte[] prefix, DeliveryPosition position) {
        byte[] bytes = position.bytes();
        for (int index = bytes.length - 1; index >= 0; index--) {
            bytes[index]++;
            if (bytes[index] != 0) {
                break;
            }
        }
        return Bytes.wrap(joined(prefix, bytes));
    }

    /** The last of the keys that begin with {@code prefix} and end with a position. */
    public static Bytes last(byte[] prefix) {
        return Bytes.wrap(joined(prefix, HIGHEST_POSITION));
    }

    private static byte[] prefix(byte kind, String... parts) {
        ByteArrayOutputStream key = new ByteArrayOutputStream(128);
        key.write(kind);
        for (String part : parts) {
            key.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            key.write(0);
        }
        return key.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Whose endpoint, and which. */
    public record Endpoint(String workspaceId, String endpointId) {}
}
