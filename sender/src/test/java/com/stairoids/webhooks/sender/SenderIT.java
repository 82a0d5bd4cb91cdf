package com.stairoids.webhooks.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender against a broker and receivers on loopback. Each test has endpoints of its own. */
final class SenderIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestBroker broker;
    private static Line line;
    private static Receiver receiver;

    private Sender sender;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
        line = new Line(broker.bootstrapServers());
        receiver = Receiver.start();
    }

    @AfterAll
    static void stopBroker() {
        receiver.close();
        line.close();
        broker.close();
    }

    @BeforeEach
    void startSender() {
        sender = line.startSender(Map.of());
    }

    @AfterEach
    void stopSender() {
        sender.close();
    }

    @Test
    void aDeliveryArrivesSignedAndIsLoggedAsDelivered() {
        long subscription = line.subscribe("ep_ok", receiver.url("/ok"), EndpointStatus.ENABLED);

        line.deliver("ep_ok", "dlv_ok", subscription, 0);

        ReceivedRequest request = awaitRequests("/ok", 1).getFirst();
        assertThat(request.body()).isEqualTo(Deliveries.BODY);
        assertThat(request.header("X-Stairoids-Signature"))
                .contains(Signatures.stairoids(Line.SECRET, Deliveries.BODY));
        assertThat(request.header("webhook-id")).contains("evt_1");
        assertThat(request.header("X-Stairoids-Delivery")).contains("dlv_ok");
        assertThat(request.header("X-Stairoids-Attempt")).contains("1");
        assertThat(request.header("X-Custom")).contains("custom value");
        Attempted attempted = (Attempted) awaitLog("dlv_ok", 1).getFirst();
        assertThat(attempted.outcome()).isEqualTo(Happening.Outcome.DELIVERED);
        assertThat(Json.writeText(attempted))
                .doesNotContain("custom value")
                .doesNotContain(Signatures.stairoids(Line.SECRET, Deliveries.BODY));
    }

    @Test
    void aFailureWaitsInTheTierWithItsBodyUntouched() throws MalformedHeadersException {
        receiver.answers("/fails", Behaviour.status(500));
        long subscription = line.subscribe("ep_fails", receiver.url("/fails"), EndpointStatus.ENABLED);

        line.deliver("ep_fails", "dlv_fails", subscription, 1);

        ConsumerRecord<String, byte[]> waiting = awaitRecord(Topic.RETRY_5M, "dlv_fails");
        assertThat(waiting.key()).isEqualTo("ep_fails");
        assertThat(waiting.value()).isEqualTo(Deliveries.BODY);
        assertThat(DeliveryHeaders.of(waiting.headers()).attempt()).isEqualTo(2);
    }

    @Test
    void theSixthFailureIsADeadLetter() {
        receiver.answers("/dies", Behaviour.status(500));
        long subscription = line.subscribe("ep_dies", receiver.url("/dies"), EndpointStatus.ENABLED);

        line.deliver("ep_dies", "dlv_dies", subscription, 5);

        ConsumerRecord<String, byte[]> dead = awaitRecord(Topic.DEAD_LETTER, "dlv_dies");
        assertThat(HeaderText.read(dead.headers(), HeaderNames.REASON)).contains("http-status");
        assertThat(HeaderText.read(dead.headers(), HeaderNames.LAST_STATUS)).contains("500");
        assertThat(HeaderText.read(dead.headers(), HeaderNames.ATTEMPT)).contains("6");
    }

    @Test
    void aDisabledEndpointsDeliveryIsCancelledWhenItIsDue() {
        long subscription = line.subscribe("ep_off", receiver.url("/off"), EndpointStatus.DISABLED);

        line.deliver("ep_off", "dlv_off", subscription, 2);

        Cancelled cancelled = (Cancelled) awaitLog("dlv_off", 1).getFirst();
        assertThat(cancelled.reason()).isEqualTo(CancelReason.ENDPOINT_DISABLED);
        assertThat(receiver.requests("/off")).isEmpty();
    }

    @Test
    void aDeletedEndpointsDeliveryIsCancelled() {
        line.subscribe("ep_gone", receiver.url("/gone"), EndpointStatus.ENABLED);
        long tombstone = line.unsubscribe("ep_gone");

        line.deliver("ep_gone", "dlv_gone", tombstone, 0);

        Cancelled cancelled = (Cancelled) awaitLog("dlv_gone", 1).getFirst();
        assertThat(cancelled.reason()).isEqualTo(CancelReason.ENDPOINT_DELETED);
    }

    @Test
    void aDeliveryThatIsAheadOfTheTableWaitsForItRatherThanBeingCancelled() {
        long before = line.subscribe("ep_other", receiver.url("/other"), EndpointStatus.ENABLED);
        line.deliver("ep_early", "dlv_early", before + 1, 0);
        line.deliver("ep_other", "dlv_other", before, 0);
        awaitRequests("/other", 1);

        line.subscribe("ep_early", receiver.url("/early"), EndpointStatus.ENABLED);

        assertThat(awaitRequests("/early", 1)).hasSize(1);
    }

    @Test
    void aRecordThatIsNoDeliveryIsKeptAsideWithItsReason() {
        line.write(
                Topic.DELIVERIES,
                "ep_x",
                new byte[] {1, 2, 3},
                new RecordHeaders().add("delivery-id", "dlv_x".getBytes(StandardCharsets.UTF_8)));

        ConsumerRecord<String, byte[]> dead = awaitRecord(Topic.DEAD_LETTER, "dlv_x");
        assertThat(dead.value()).containsExactly(1, 2, 3);
        assertThat(HeaderText.read(dead.headers(), HeaderNames.REASON))
                .contains(FailureReason.MALFORMED_DELIVERY.code());
        assertThat(HeaderText.read(dead.headers(), HeaderNames.LAST_ERROR))
                .hasValueSatisfying(error -> assertThat(error).contains("missing"));
    }

    @Test
    void aHangingEndpointDoesNotKeepOthersWaiting() {
        receiver.answers("/hangs", new Behaviour.Hang());
        long hanging = line.subscribe("ep_hangs", receiver.url("/hangs"), EndpointStatus.ENABLED);
        long quick = line.subscribe("ep_quick", receiver.url("/quick"), EndpointStatus.ENABLED);
        IntStream.range(0, 200).forEach(i -> line.deliver("ep_hangs", "dlv_hangs_" + i, hanging, 0));

        IntStream.range(0, 200).forEach(i -> line.deliver("ep_quick", "dlv_quick_" + i, quick, 0));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(receiver.requests("/quick")).hasSize(200));
        sender.close();
    }

    @Test
    void aRestartSendsNothingAgainThatWasCommittedOutOfOrder() {
        receiver.answers("/slow", new Behaviour.Delayed(Duration.ofSeconds(6), Behaviour.status(200)));
        long slow = line.subscribe("ep_slow", receiver.url("/slow"), EndpointStatus.ENABLED);
        long fast = line.subscribe("ep_fast", receiver.url("/fast"), EndpointStatus.ENABLED);
        line.deliverTo(0, "ep_slow", "dlv_slow", slow);
        IntStream.range(0, 50).forEach(i -> line.deliverTo(0, "ep_fast", "dlv_fast_" + i, fast));
        awaitRequests("/fast", 50);
        awaitLogOfEndpoint("ep_fast", 50);

        sender.close();
        sender = line.startSender(Map.of());
        line.deliverTo(0, "ep_fast", "dlv_fast_last", fast);

        awaitLogOfEndpoint("ep_fast", 51);
        assertThat(deliveryIds("/fast")).doesNotHaveDuplicates().hasSize(51);
        assertThat(receiver.requests("/slow")).hasSize(1);
    }

    @Test
    void twoSendersShareTheWorkAndRepeatNothingWhenOneLeaves() {
        long subscription = line.subscribe("ep_shared", receiver.url("/shared"), EndpointStatus.ENABLED);
        try (Sender second = line.startSender(Map.of())) {
            IntStream.range(0, 300).forEach(i -> line.deliverTo(i % 4, "ep_shared", "dlv_shared_" + i, subscription));
            assertThat(second.isReady()).isTrue();
        }

        IntStream.range(300, 400).forEach(i -> line.deliverTo(i % 4, "ep_shared", "dlv_shared_" + i, subscription));

        awaitLogOfEndpoint("ep_shared", 400);
        assertThat(deliveryIds("/shared")).doesNotHaveDuplicates().hasSize(400);
    }

    @Test
    void aPartitionThatIsAddedIsServedOnceTheMetadataIsThatOld() throws Exception {
        long subscription = line.subscribe("ep_grown", receiver.url("/grown"), EndpointStatus.ENABLED);
        sender.close();
        sender = line.startSender(Map.of("kafka.client.metadata.max.age.ms", "1000"));
        line.deliver("ep_grown", "dlv_before", subscription, 0);
        awaitRequests("/grown", 1);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createPartitions(
                            Map.of(Topic.DELIVERIES.topicName(), NewPartitions.increaseTo(TestBroker.PARTITIONS + 1)))
                    .all()
                    .get();
        }

        line.deliverTo(TestBroker.PARTITIONS, "ep_grown", "dlv_grown", subscription);

        awaitLogOfEndpoint("ep_grown", 2);
        assertThat(deliveryIds("/grown")).containsExactly("dlv_before", "dlv_grown");
    }

    private static List<String> deliveryIds(String path) {
        return receiver.requests(path).stream()
                .map(request -> request.header("X-Stairoids-Delivery").orElseThrow())
                .toList();
    }

    private static List<ReceivedRequest> awaitRequests(String path, int count) {
        await().atMost(SOON).until(() -> receiver.requests(path).size() >= count);
        return receiver.requests(path);
    }

    private static ConsumerRecord<String, byte[]> awaitRecord(Topic topic, String deliveryId) {
        return await().atMost(SOON)
                .until(
                        () -> TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                                .filter(record -> HeaderText.read(record.headers(), HeaderNames.DELIVERY_ID)
                                        .filter(deliveryId::equals)
                                        .isPresent())
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<Happening> awaitLog(String deliveryId, int count) {
        return await().atMost(SOON)
                .until(
                        () -> log().stream()
                                .filter(happening -> happening.delivery().id().equals(deliveryId))
                                .toList(),
                        found -> found.size() >= count);
    }

    private static void awaitLogOfEndpoint(String endpoint, int count) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(loggedIds(endpoint)).hasSize(count).doesNotHaveDuplicates());
    }

    private static List<String> loggedIds(String endpoint) {
        return log().stream()
                .map(Happening::delivery)
                .filter(delivery -> delivery.endpointId().equals(endpoint))
                .map(DeliveryIdentity::id)
                .toList();
    }

    private static List<Happening> log() {
        return TopicReader.readAll(broker.bootstrapServers(), Topic.ATTEMPTS).stream()
                .map(SenderIT::happening)
                .toList();
    }

    private static Happening happening(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.read(record.value(), Happening.class);
        } catch (MalformedJsonException e) {
            throw new AssertionError("attempts holds what is no entry of the log", e);
        }
    }
}
