package com.stairoids.webhooks.deadletters.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.schemas.topic.Topic;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ReplayRequestsTest {
    private static final byte[] BODY = "{\"n\":1.10}".getBytes(UTF_8);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final ReplayRequests requests = new ReplayRequests(producer);

    @Test
    void aRequestIsKeyedByTheDeliveryAndCarriesItsBody() throws MalformedHeadersException {
        requests.ask(request("dlv_1"), BODY);

        ProducerRecord<String, byte[]> written = producer.history().getFirst();
        assertThat(written.topic()).isEqualTo(Topic.REPLAYS.topicName());
        assertThat(written.key()).isEqualTo("dlv_1");
        assertThat(written.value()).isEqualTo(BODY);
        assertThat(ReplayRequest.of(written.key(), written.headers())).isEqualTo(request("dlv_1"));
    }

    @Test
    void countsWhatKafkaHasTaken() {
        requests.ask(request("dlv_1"), BODY);
        requests.ask(request("dlv_2"), BODY);
        producer.completeNext();

        assertThat(requests.taken()).isEqualTo(1);
    }

    @Test
    void endsAtTheFirstThatKafkaDoesNotTakeAndNamesIt() {
        requests.ask(request("dlv_1"), BODY);
        requests.ask(request("dlv_2"), BODY);
        producer.completeNext();
        producer.errorNext(new TimeoutException("120000 ms have passed"));

        assertThatThrownBy(() -> requests.ask(request("dlv_3"), BODY))
                .isInstanceOfSatisfying(ReplayStoppedException.class, stopped -> {
                    assertThat(stopped).hasMessageContaining("dlv_2").hasMessageContaining("120000 ms have passed");
                    assertThat(stopped.taken()).isEqualTo(1);
                });
        assertThatThrownBy(requests::flush).isInstanceOf(ReplayStoppedException.class);
        assertThat(producer.history()).hasSize(2);
    }

    private static ReplayRequest request(String id) {
        return new ReplayRequest(
                "ep_1",
                DeliveryHeaders.ofEvent("evt_1", "signal.created", "ws_1", id, "2026-11-01T01:00:00Z", 3, null),
                null);
    }
}
