package com.stairoids.webhooks.schemas.event;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids: which ones are accepted from outside, and how those that we make follow from what they name. */
public final class Identifiers {
    /** Opaque ids, ours and upstream's: 1 to 128 characters that are safe in keys, headers, paths and file names. */
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final int ULID_RANDOM_BYTES = 10;
    private static final int DELIVERY_ID_BYTES = 16;
    private static final long ULID_LAST_MILLISECOND = (1L << 48) - 1;

    private Identifiers() {}

    public static boolean isOpaqueId(String id) {
        return OPAQUE.matcher(id).matches();
    }

    /**
     * The id of an event whose source gave none: {@code evt_} and a ULID whose time is the record's and whose other 80
     * bits are a hash of its coordinates, so that reading the record twice gives the same id.
     */
    public static String derivedEventId(String topic, int partition, long offset, long timestamp) {
        byte[] hash = sha256(topic, partition, offset, "");
        long time = Math.clamp(timestamp, 0, ULID_LAST_MILLISECOND);
        return "evt_" + new Ulid(time, Arrays.copyOf(hash, ULID_RANDOM_BYTES));
    }

    /**
     * The id of the delivery of one event to one endpoint: {@code dlv_} and 128 bits, in hex, of a SHA-256 over the
     * event's coordinates and the endpoint's id.
     */
    public static String deliveryId(String topic, int partition, long offset, String endpointId) {
        byte[] hash = sha256(topic, partition, offset, endpointId);
        return "dlv_" + HexFormat.of().formatHex(hash, 0, DELIVERY_ID_BYTES);
    }

    /**
     * The id of the delivery that replays a dead one: {@code dlv_} and 128 bits, in hex, of a SHA-256 over
     * {@code replay}, NUL, the dead one's id, NUL, and the run's name. So asking twice makes the same delivery.
     *
     * @param run empty for the replay that a delivery has without being asked for again
     */
    public static String replayId(String deadDeliveryId, String run) {
        byte[] hash = sha256().digest(("replay\0" + deadDeliveryId + "\0" + run).getBytes(StandardCharsets.UTF_8));
        return "dlv_" + HexFormat.of().formatHex(hash, 0, DELIVERY_ID_BYTES);
    }

    /** The coordinates' fields are fixed in length or closed by a NUL, so that no two sets of them hash alike. */
    private static byte[] sha256(String topic, int partition, long offset, String endpointId) {
        MessageDigest digest = sha256();
        digest.update(topic.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(partition)
                .putLong(offset)
                .array());
        return digest.digest(endpointId.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
