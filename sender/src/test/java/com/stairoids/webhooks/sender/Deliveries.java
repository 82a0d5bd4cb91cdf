package com.stairoids.webhooks.sender;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.offset.OffsetWindow;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import org.apache.kafka.common.TopicPartition;

/** Deliveries for tests. */
public final class Deliveries {
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final byte[] BODY = "{\"event\":\"signal.created\"}".getBytes(StandardCharsets.UTF_8);

    private Deliveries() {}

    public static Assignment assignment(int partition) {
        return new Assignment(
                new TopicPartition(Topic.DELIVERIES.topicName(), partition), new OffsetWindow(0, new BitSet()));
    }

    public static Delivery delivery(Assignment assignment, long offset, String endpoint) {
        return delivery(assignment, offset, endpoint, 0);
    }

    /** A delivery on which {@code attempts} were made before. */
    public static Delivery delivery(Assignment assignment, long offset, String endpoint, int attempts) {
        DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                "evt_1", "signal.created", "ws_1", "dlv_" + offset, "2026-11-24T09:59:59Z", 7, null);
        for (int attempt = 0; attempt < attempts; attempt++) {
            headers = headers.failed(NOW.minusSeconds(100 - attempt), "earlier failure");
        }
        return new Delivery(assignment, offset, new EndpointKey("ws_1", endpoint), headers, BODY.clone());
    }
}
