package com.stairoids.webhooks.deliverylog;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import java.time.Duration;
import java.util.List;

/**
 * What the log holds only the coordinates of: bodies, and what an attempt sent and was answered. Read from Kafka when it is
 * asked for, and there for as long as its topic keeps it. Safe for use by many threads.
 */
public interface DeliveryContents {
    /**
     * The body, and the headers that go with it.
     *
     * @param deadline for the whole of it
     */
    Lookup<DeliveryRecord> body(LoggedDelivery delivery, Duration deadline);

    /**
     * Every attempt of the delivery that is in the log, in the order of {@link LoggedDelivery#attempts()}.
     *
     * @param deadline for all of them together
     */
    List<Lookup<Happening.Attempted>> attempts(LoggedDelivery delivery, Duration deadline);

    /**
     * A record of {@code deliveries}.
     *
     * @param headers as the record has them; with the endpoint's id, what a request for a replay is made from
     */
    record DeliveryRecord(DeliveryHeaders headers, byte[] body) {}
}
