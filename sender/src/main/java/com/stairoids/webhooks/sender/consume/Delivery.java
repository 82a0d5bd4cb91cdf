package com.stairoids.webhooks.sender.consume;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;

/**
 * A record of {@code deliveries} that is to be attempted.
 *
 * @param endpoint whose it is
 * @param headers as they stood in the record
 * @param body the exact request body
 */
public record Delivery(Assignment assignment, long offset, EndpointKey endpoint, DeliveryHeaders headers, byte[] body) {

    /** What the log says of it. */
    public DeliveryIdentity identity() {
        return DeliveryIdentity.of(
                endpoint.endpointId(),
                headers,
                new DeliveryIdentity.Coordinates(
                        assignment.partition().topic(), assignment.partition().partition(), offset));
    }
}
