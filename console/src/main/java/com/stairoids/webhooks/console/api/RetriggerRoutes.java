package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deadletters.replay.ReplayStoppedException;
import com.stairoids.webhooks.deliverylog.DeliveryContents;
import com.stairoids.webhooks.deliverylog.DeliveryContents.DeliveryRecord;
import com.stairoids.webhooks.deliverylog.DeliveryLog;
import com.stairoids.webhooks.deliverylog.DeliveryState;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.deliverylog.Lookup;
import com.stairoids.webhooks.endpoints.EndpointRegistry;
import com.stairoids.webhooks.endpoints.Sighting;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Asking for one delivery again. The new one's id follows from the request's name, so asking twice by one name sends once. */
final class RetriggerRoutes {
    private final EndpointRegistry endpoints;
    private final DeliveryLog log;
    private final DeliveryContents contents;
    private final BiConsumer<ReplayRequest, byte[]> replays;
    private final RunNames runs;

    /** @param replays returns once Kafka has taken the request; throws {@link ReplayStoppedException} where it does not */
    RetriggerRoutes(
            EndpointRegistry endpoints,
            DeliveryLog log,
            DeliveryContents contents,
            BiConsumer<ReplayRequest, byte[]> replays,
            RunNames runs) {
        this.endpoints = endpoints;
        this.log = log;
        this.contents = contents;
        this.replays = replays;
        this.runs = runs;
    }

    Map<String, Handler> handlers() {
        return Map.of("retriggerDelivery", this::retrigger);
    }

    private Answer retrigger(Request request) throws LogUnavailableException {
        Optional<LoggedDelivery> found = log.find(request.workspaceId(), request.required("delivery_id"));
        if (found.isEmpty()) {
            return Problems.notFound();
        }
        LoggedDelivery delivery = found.get();
        return refusal(delivery).orElseGet(() -> switch (contents.body(delivery, DeliveryRoutes.CONTENT_DEADLINE)) {
            case Lookup.Found<DeliveryRecord>(DeliveryRecord record) -> asked(request, delivery, record);
            case Lookup.Expired<DeliveryRecord> _ -> bodyIsGone(delivery);
            case Lookup.Unanswered<DeliveryRecord> _ ->
                Problems.unavailable("The body could not be read in time. Nothing was asked for; ask again soon.");
        });
    }

    private Answer asked(Request request, LoggedDelivery delivery, DeliveryRecord record) {
        String endpointId = delivery.identity().endpointId();
        ReplayRequest replay = new ReplayRequest(
                endpointId,
                record.headers(),
                runs.of(request.optional("Idempotency-Key").orElse(null)));
        try {
            replays.accept(replay, record.body());
        } catch (ReplayStoppedException e) {
            return Problems.unavailable(
                    "Kafka did not take the request in time. It may be answered all the same; with an"
                            + " Idempotency-Key asking again does no harm.");
        }
        return Answer.of(202, new Retriggered(replay.replayId(), replay.key()))
                .with("Location", "/api/v1/workspaces/" + request.workspaceId() + "/deliveries/" + replay.replayId());
    }

    /** Dead letters keep their bodies for longer, but the log does not know where they stand. */
    private static Answer bodyIsGone(LoggedDelivery delivery) {
        return Problems.conflict(
                delivery.state() instanceof DeliveryState.Failed failed
                        ? "The log has no body of this delivery any more. Its dead letter is kept for a year:"
                                + " re-trigger what failed at this endpoint, since a time before " + failed.since()
                                + "."
                        : "The body of this delivery is kept no more, so it cannot be sent again. Have its source"
                                + " send the event anew.");
    }

    private Optional<Answer> refusal(LoggedDelivery delivery) {
        if (delivery.state() instanceof DeliveryState.Retrying retrying) {
            return Optional.of(Answer.of(Problems.waiting("This delivery is attempted again by itself at "
                            + retrying.nextAttempt() + ". Wait for that.")
                    .withNextAttempt(retrying.nextAttempt())));
        }
        if (delivery.state() instanceof DeliveryState.Parked parked) {
            return Optional.of(Answer.of(Problems.waiting("This delivery is attempted again by itself once its endpoint"
                    + " takes it: " + parked.reason() + " Wait for that.")));
        }
        if (delivery.identity().cause() == Cause.TEST) {
            return Optional.of(Problems.conflict("A test is sent once and never again. Send another one."));
        }
        return endpointRefusal(new EndpointKey(
                delivery.identity().workspaceId(), delivery.identity().endpointId()));
    }

    private Optional<Answer> endpointRefusal(EndpointKey key) {
        Optional<Sighting> sighting = endpoints.look(key);
        if (sighting.isEmpty()) {
            return Optional.of(Problems.conflict("Its endpoint is deleted: nobody would receive it."));
        }
        return sighting.get().endpoint().subscription().status() == EndpointStatus.DISABLED
                ? Optional.of(Problems.conflict("Its endpoint is disabled: enable it first, or it would be cancelled."))
                : Optional.empty();
    }
}
