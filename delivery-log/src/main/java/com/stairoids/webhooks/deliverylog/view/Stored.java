package com.stairoids.webhooks.deliverylog.view;

import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import org.apache.kafka.common.errors.SerializationException;

/** What was stored as JSON by this program, or by an earlier version of it. */
public final class Stored {
    private Stored() {}

    /** @throws SerializationException where it was not */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (MalformedJsonException e) {
            throw new SerializationException("what the delivery log stored cannot be read", e);
        }
    }
}
