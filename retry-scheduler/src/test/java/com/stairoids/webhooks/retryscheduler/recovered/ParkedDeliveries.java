package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a sender writes, for tests. */
final class ParkedDeliveries {
    private ParkedDeliveries() {}

    /** Headers of a delivery that was never parked before. */
    static Headers parked(String deliveryId, Instant since) {
        return delivery(deliveryId).parking(Parking.NEVER.parked(since)).toHeaders();
    }

    /** The same, failed once, and parked for {@code before} in former times. */
    static Headers parkedAgain(String deliveryId, Duration before, Instant since) {
        return delivery(deliveryId)
                .failed(since.minusSeconds(1), "503")
                .parking(new Parking(before, since, null))
                .toHeaders();
    }

    static DeliveryHeaders delivery(String deliveryId) {
        return DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", deliveryId, "2026-11-01T12:00:00Z", 3, null);
    }

    static byte[] grant(String epoch, long granted, @Nullable Instant notBefore) {
        return Json.write(new EndpointHealth(
                EndpointHealth.State.SATURATED,
                epoch,
                granted,
                notBefore,
                Instant.parse("2026-11-01T12:00:00Z"),
                "it takes less than comes"));
    }
}
