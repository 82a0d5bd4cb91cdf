package com.stairoids.webhooks.router.routing;

import com.stairoids.webhooks.router.event.DomainEvent;
import com.stairoids.webhooks.router.event.EventReader;
import com.stairoids.webhooks.router.event.Reading;
import com.stairoids.webhooks.router.intake.SourceRecord;
import com.stairoids.webhooks.router.rejection.RejectedRecord;
import com.stairoids.webhooks.router.rejection.Rejection;
import com.stairoids.webhooks.router.rejection.RejectionLog;
import com.stairoids.webhooks.router.rejection.RejectionReason;
import com.stairoids.webhooks.router.subscription.SubscriptionTable;
import com.stairoids.webhooks.router.subscription.SubscriptionTable.Receiver;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.event.Identifiers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** One source record in; a delivery for each endpoint that receives it out, or the record among the rejected ones. */
final class EventRouter
        implements Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []> {
    private final EventReader reader;
    private final int maxEndpoints;
    private final RejectionLog rejectionLog;
    private final RoutingMeters meters;
    private final String deliveries;
    private final String rejected;

    private @Nullable ProcessorContext<byte @Nullable [], byte @Nullable []> context;
    private @Nullable SubscriptionTable subscriptions;

    /**
     * @param deliveries name of the sink for deliveries
     * @param rejected name of the sink for rejected events
     */
    EventRouter(
            RoutingLimits limits, RejectionLog rejectionLog, RoutingMeters meters, String deliveries, String rejected) {
        this.reader = new EventReader(limits.maxEventBytes());
        this.maxEndpoints = limits.maxEndpointsPerWorkspace();
        this.rejectionLog = rejectionLog;
        this.meters = meters;
        this.deliveries = deliveries;
        this.rejected = rejected;
    }

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> processorContext) {
        context = processorContext;
        ReadOnlyKeyValueStore<String, byte[]> store = processorContext.getStateStore(SubscriptionTable.STORE);
        subscriptions = new SubscriptionTable(store);
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        SourceRecord source = SourceRecord.of(record, context().recordMetadata().orElseThrow());
        switch (reader.read(source, now())) {
            case Reading.Accepted accepted -> route(source, accepted.event());
            case Reading.Refused refused -> {
                reject(source, refused.rejection());
                meters.rejected(refused.rejection().reason());
            }
        }
    }

    private void route(SourceRecord source, DomainEvent event) {
        List<Receiver> receivers = Objects.requireNonNull(subscriptions, "init comes first")
                .receivers(event.workspaceId(), event.type(), maxEndpoints + 1);
        if (receivers.size() > maxEndpoints) {
            String finding = "More than " + maxEndpoints + " enabled endpoints of " + event.workspaceId() + " receive "
                    + event.type().wireName() + "; this event went to none.";
            reject(source, new Rejection(RejectionReason.TOO_MANY_ENDPOINTS, finding));
            meters.rejected(RejectionReason.TOO_MANY_ENDPOINTS, event.type());
            return;
        }
        String traceparent = TraceParent.of(source.headers()).orElse(null);
        for (Receiver receiver : receivers) {
            context().forward(delivery(source, event, receiver, traceparent), deliveries);
        }
        meters.routed(event.type(), receivers.size(), Duration.ofMillis(now() - source.timestamp()));
    }

    /** The timestamp is the router's: the source's may be one that the broker would not take. */
    private Record<byte @Nullable [], byte @Nullable []> delivery(
            SourceRecord source, DomainEvent event, Receiver receiver, @Nullable String traceparent) {
        DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                        event.id(),
                        event.type().wireName(),
                        event.workspaceId(),
                        Identifiers.deliveryId(
                                source.topic(), source.partition(), source.offset(), receiver.endpointId()),
                        event.createdAt(),
                        receiver.subscriptionOffset(),
                        traceparent)
                .acceptedAt(Instant.ofEpochMilli(source.timestamp()));
        byte[] key = receiver.endpointId().getBytes(StandardCharsets.UTF_8);
        return new Record<>(key, event.body(), now(), headers.toHeaders());
    }

    private void reject(SourceRecord source, Rejection rejection) {
        context().forward(RejectedRecord.of(source, rejection, now()), rejected);
        rejectionLog.rejected(source, rejection, now());
    }

    private long now() {
        return context().currentSystemTimeMs();
    }

    private ProcessorContext<byte @Nullable [], byte @Nullable []> context() {
        return Objects.requireNonNull(context, "init comes first");
    }
}
