package com.stairoids.webhooks.retryscheduler.recovered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What version 0.1 had in its changelogs, which is all there is of what is parked, is read by this version. */
class KeptStoresTest {
    private static final Path KEPT = Path.of("src/test/resources/compatibility/0.1");

    @Test
    void aParkedDeliveryIsReadAndWrittenAsItWas() throws Exception {
        byte[] key = kept("parked-deliveries.key");
        byte[] value = kept("parked-deliveries.value");

        ParkedKey at = ParkedKey.of(new Bytes(key));
        ParkedRecord record = ParkedRecord.of(value);

        DeliveryHeaders headers = DeliveryHeaders.of(record.headers());
        assertThat(at.endpoint()).isEqualTo("ep_01M89P42HYA5S9R3526RQ5QTV2");
        assertThat(at.deadline()).isEqualTo(headers.parking().deadline().toEpochMilli());
        assertThat(at.toBytes().get()).isEqualTo(key);
        assertThat(headers.workspaceId()).isEqualTo("ws_hang");
        assertThat(headers.acceptedAt()).isNull();
        assertThat(new String(Objects.requireNonNull(record.body()), UTF_8))
                .startsWith("{\"event\":\"signal.created\"");
        assertThat(record.toBytes()).isEqualTo(value);
    }

    @Test
    void whatIsKnownOfAnEndpointIsReadAndWrittenAsItWas() throws Exception {
        byte[] value = kept("waiting-endpoints.json");

        WaitingEndpoint endpoint = Json.read(value, WaitingEndpoint.class);

        assertThat(endpoint.count()).isPositive();
        assertThat(endpoint.grant()).isNotNull();
        assertThat(Json.write(endpoint)).isEqualTo(value);
    }

    private static byte[] kept(String name) throws IOException {
        return Files.readAllBytes(KEPT.resolve(name));
    }
}
