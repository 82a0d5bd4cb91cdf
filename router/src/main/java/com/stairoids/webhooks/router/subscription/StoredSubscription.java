package com.stairoids.webhooks.router.subscription;

import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A value of the table: eight bytes of offset, most significant first, and then the record's value as it came. The
 * offset goes into each delivery's headers, so that the sender's own table is known to be as far.
 *
 * @param offset of the record in the subscriptions topic
 */
record StoredSubscription(long offset, byte[] json) {
    byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(offset)
                .put(json)
                .array();
    }

    static StoredSubscription of(byte[] bytes) {
        long offset = ByteBuffer.wrap(bytes).getLong();
        return new StoredSubscription(offset, Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    /** @throws MalformedJsonException where whoever wrote the record wrote no subscription */
    Subscription subscription() throws MalformedJsonException {
        return Json.read(json, Subscription.class);
    }
}
