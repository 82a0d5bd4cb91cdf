package com.stairoids.webhooks.deadletters;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** Dead letters, as the sender writes them. */
final class Dead {
    static final Instant DIED = Instant.parse("2026-11-01T12:00:00Z");

    private Dead() {}

    static DeliveryHeaders delivery(String deliveryId) {
        return DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", deliveryId, "2026-11-01T01:00:00Z", 3, null)
                .failed(Instant.parse("2026-11-01T01:00:01Z"), "503 Service Unavailable");
    }

    static Headers headers(String deliveryId, Instant died) {
        Headers headers = delivery(deliveryId).toHeaders();
        HeaderText.write(headers, HeaderNames.REASON, "http-status");
        HeaderText.write(headers, HeaderNames.LAST_STATUS, 503);
        HeaderText.write(headers, HeaderNames.LAST_ATTEMPT_AT, died.minusSeconds(1));
        HeaderText.write(headers, HeaderNames.DEAD_LETTERED_AT, died);
        return headers;
    }
}
