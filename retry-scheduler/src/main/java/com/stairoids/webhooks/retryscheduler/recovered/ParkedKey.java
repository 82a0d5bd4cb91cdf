package com.stairoids.webhooks.retryscheduler.recovered;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where a delivery stands in the store: an endpoint's are together, in the order in which they die. The endpoint's id is
 * closed by a NUL, which is below whatever an id has, so that {@code end_1}'s cannot lie among {@code end_10}'s.
 *
 * @param endpoint an id as endpoints have them
 * @param deadline when it will have been parked for the longest time that there is, in milliseconds of the epoch
 * @param arrival its offset in the parked topic, which tells apart what dies in the same millisecond
 */
record ParkedKey(String endpoint, long deadline, long arrival) implements Comparable<ParkedKey> {
    private static final byte END_OF_ENDPOINT = 0;
    private static final int POSITION_BYTES = 2 * Long.BYTES;

    /** After every delivery of the endpoint. */
    static ParkedKey last(String endpoint) {
        return new ParkedKey(endpoint, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static ParkedKey of(Bytes stored) {
        byte[] bytes = stored.get();
        int endpointBytes = bytes.length - POSITION_BYTES - 1;
        ByteBuffer position = ByteBuffer.wrap(bytes, endpointBytes + 1, POSITION_BYTES);
        return new ParkedKey(
                new String(bytes, 0, endpointBytes, StandardCharsets.UTF_8),
                sortable(position.getLong()),
                position.getLong());
    }

    Bytes toBytes() {
        byte[] id = endpoint.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(id.length + 1 + POSITION_BYTES)
                .put(id)
                .put(END_OF_ENDPOINT)
                .putLong(sortable(deadline))
                .putLong(arrival)
                .array());
    }

    /** As the store orders them; of one endpoint only. */
    @Override
    public int compareTo(ParkedKey other) {
        int byDeadline = Long.compare(deadline, other.deadline);
        return byDeadline == 0 ? Long.compare(arrival, other.arrival) : byDeadline;
    }

    /** Times before 1970 come first as unsigned bytes too; the same turns it back. */
    private static long sortable(long millis) {
        return millis ^ Long.MIN_VALUE;
    }
}
