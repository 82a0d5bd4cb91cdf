package com.stairoids.webhooks.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test deliveries, by a sender against a broker and receivers on loopback. Each test has endpoints of its own. */
final class SenderTestsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestBroker broker;
    private static Line line;
    private static Receiver receiver;
    private static Sender sender;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        line = new Line(broker.bootstrapServers());
        receiver = Receiver.start();
        sender = line.startSender(Map.of("sender.requests", "2", "sender.requests-per-endpoint", "2"));
    }

    @AfterAll
    static void stop() {
        sender.close();
        receiver.close();
        line.close();
        broker.close();
    }

    @Test
    void aTestArrivesSignedAtADisabledEndpointAndIsLogged() {
        long subscription = line.subscribe("ep_off", receiver.url("/off"), EndpointStatus.DISABLED);

        test("ep_off", "dlv_off", "contact.score_changed", subscription);

        Attempted attempted = (Attempted) awaitLog("dlv_off");
        ReceivedRequest request = receiver.requests("/off").getFirst();
        assertThat(request.body()).isEqualTo(Deliveries.BODY);
        assertThat(request.header("X-Stairoids-Signature"))
                .contains(Signatures.stairoids(Line.SECRET, Deliveries.BODY));
        assertThat(request.header("X-Custom")).contains("custom value");
        assertThat(attempted.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(attempted.delivery().cause()).isEqualTo(Cause.TEST);
        assertThat(attempted.delivery().body()).isNotNull();
        assertThat(Json.writeText(attempted)).doesNotContain("custom value");
    }

    @Test
    void aFailedTestIsNotTriedAgain() {
        receiver.answers("/fails", Behaviour.status(500));
        long subscription = line.subscribe("ep_fails", receiver.url("/fails"), EndpointStatus.ENABLED);

        test("ep_fails", "dlv_fails", "signal.created", subscription);

        Attempted attempted = (Attempted) awaitLog("dlv_fails");
        assertThat(attempted.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(attempted.attempt()).isEqualTo(1);
        assertThat(attempted.nextAttempt()).isNull();
        assertThat(deliveriesIn(Topic.RETRY_1M)).doesNotContain("dlv_fails");
        assertThat(deliveriesIn(Topic.DEAD_LETTER)).doesNotContain("dlv_fails");
    }

    @Test
    void aTestIsSentWhileTheBacklogHoldsEveryRequestTheSenderMayMake() {
        receiver.answers("/hangs", new Behaviour.Hang());
        long hanging = line.subscribe("ep_hangs", receiver.url("/hangs"), EndpointStatus.ENABLED);
        long subscription = line.subscribe("ep_busy", receiver.url("/busy"), EndpointStatus.ENABLED);
        for (int i = 0; i < 10; i++) {
            line.deliver("ep_hangs", "dlv_hangs" + i, hanging, 0);
        }
        await().atMost(SOON).until(() -> receiver.requests("/hangs").size() == 2);

        test("ep_busy", "dlv_busy", "signal.created", subscription);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> receiver.requests("/busy").size() == 1);
    }

    @Test
    void aTestOfADeletedEndpointIsCancelled() {
        line.subscribe("ep_gone", receiver.url("/gone"), EndpointStatus.ENABLED);
        long tombstone = line.unsubscribe("ep_gone");

        test("ep_gone", "dlv_gone", "signal.created", tombstone);

        assertThat(((Cancelled) awaitLog("dlv_gone")).reason()).isEqualTo(CancelReason.ENDPOINT_DELETED);
    }

    private static void test(String endpoint, String deliveryId, String eventType, long subscriptionOffset) {
        DeliveryHeaders headers = DeliveryHeaders.ofEvent(
                        "evt_1", eventType, "ws_1", deliveryId, "2026-11-24T09:59:59Z", subscriptionOffset, null)
                .asTest();
        line.write(Topic.TESTS, endpoint, Deliveries.BODY, headers.toHeaders());
    }

    private static List<String> deliveriesIn(Topic topic) {
        return TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                .map(record -> HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID)
                        .orElse("none"))
                .toList();
    }

    private static Happening awaitLog(String deliveryId) {
        List<Happening> found = await().atMost(SOON)
                .until(
                        () -> TopicReader.readAll(broker.bootstrapServers(), Topic.ATTEMPTS).stream()
                                .map(SenderTestsIT::happening)
                                .filter(happening -> happening.delivery().id().equals(deliveryId))
                                .toList(),
                        happenings -> !happenings.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Happening happening(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.read(record.value(), Happening.class);
        } catch (MalformedJsonException e) {
            throw new AssertionError("attempts holds what is no entry of the log", e);
        }
    }
}
