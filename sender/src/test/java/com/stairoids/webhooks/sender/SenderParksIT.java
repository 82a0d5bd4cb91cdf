package com.stairoids.webhooks.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import com.stairoids.webhooks.schemas.health.EndpointHealth.State;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.broker.TestBroker;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SenderParksIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestBroker broker;
    private static Receiver receiver;
    private static Line line;
    private static Sender sender;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        receiver = Receiver.start();
        line = new Line(broker.bootstrapServers());
        sender = line.startSender(
                Map.of("sender.exchange-timeout", "1s", "sender.breaker-after", "2s", "sender.probe-interval", "30s"));
    }

    @AfterAll
    static void stop() {
        sender.close();
        line.close();
        receiver.close();
        broker.close();
    }

    @Test
    void anEndpointThatHangsHasItsDeliveriesParkedAndOthersAreServed() {
        receiver.answers("/hangs", new Behaviour.Hang());
        long hanging = line.subscribe("ep_hangs", receiver.url("/hangs"), EndpointStatus.ENABLED);
        long quick = line.subscribe("ep_quick", receiver.url("/quick"), EndpointStatus.ENABLED);
        IntStream.range(0, 400).forEach(i -> line.deliver("ep_hangs", "dlv_hangs_" + i, hanging, 0));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(health("ep_hangs").state()).isEqualTo(State.OPEN));

        line.deliver("ep_hangs", "dlv_late", hanging, 2);
        line.deliver("ep_quick", "dlv_quick", quick, 0);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parked("ep_hangs")).anySatisfy(record -> {
                    assertThat(text(record, HeaderNames.DELIVERY_ID)).isEqualTo("dlv_late");
                    assertThat(text(record, HeaderNames.ATTEMPT)).isEqualTo("2");
                    assertThat(record.value()).isEqualTo(Deliveries.BODY);
                    assertThat(text(record, HeaderNames.PARKED_SINCE)).isNotEmpty();
                }));
        await().atMost(SOON).until(() -> !receiver.requests("/quick").isEmpty());
        assertThat(health("ep_hangs").granted()).isEqualTo(1);
        assertThat(health("ep_hangs").notBefore()).isNotNull();
    }

    @Test
    void anEndpointThatAsksToBeLeftAloneHasALaterTierAndItsOthersParked() {
        receiver.answers(
                "/busy", new Behaviour.Answer(503, List.of(new HeaderLine("Retry-After", "3600")), new byte[0]));
        long busy = line.subscribe("ep_busy", receiver.url("/busy"), EndpointStatus.ENABLED);
        line.deliver("ep_busy", "dlv_busy_1", busy, 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TopicReader.readAll(broker.bootstrapServers(), Topic.RETRY_2H))
                        .anySatisfy(record -> assertThat(text(record, HeaderNames.DELIVERY_ID))
                                .isEqualTo("dlv_busy_1")));

        line.deliver("ep_busy", "dlv_busy_2", busy, 0);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parked("ep_busy"))
                        .anySatisfy(record -> assertThat(text(record, HeaderNames.DELIVERY_ID))
                                .isEqualTo("dlv_busy_2")));
        assertThat(receiver.requests("/busy")).hasSize(1);
        assertThat(health("ep_busy").state()).isEqualTo(State.SATURATED);
        assertThat(health("ep_busy").notBefore()).isNotNull();
    }

    private static EndpointHealth health(String endpoint) {
        List<ConsumerRecord<String, byte[]>> records = of(Topic.ENDPOINT_HEALTH, endpoint);
        assertThat(records).isNotEmpty();
        try {
            return Json.read(records.getLast().value(), EndpointHealth.class);
        } catch (MalformedJsonException e) {
            throw new AssertionError("endpoint-health holds what is none", e);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> parked(String endpoint) {
        return of(Topic.PARKED, endpoint);
    }

    private static List<ConsumerRecord<String, byte[]>> of(Topic topic, String endpoint) {
        return TopicReader.readAll(broker.bootstrapServers(), topic).stream()
                .filter(record -> endpoint.equals(record.key()))
                .toList();
    }

    private static String text(ConsumerRecord<String, byte[]> record, String header) {
        return HeaderText.read(record.headers(), header).orElse("");
    }
}
