package com.stairoids.webhooks.deliverylog.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.deliverylog.EndpointActivity;
import com.stairoids.webhooks.deliverylog.LoggedDelivery;
import com.stairoids.webhooks.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** What version 0.1 had in a delivery log's changelogs is read by this version, and written as it was. */
class KeptLogTest {
    private static final Path KEPT = Path.of("src/test/resources/compatibility/0.1");
    private static final String WORKSPACE = "ws_01HABC1234DEFGHI";
    private static final String ENDPOINT = "ep_01M8AV5BHFQ557BG0P583ZK5K9";

    @Test
    void aRowIsReadAndWrittenAsItWas() throws Exception {
        byte[] row = kept("row.json");

        LoggedDelivery read = Stored.read(row, LoggedDelivery.class);

        assertThat(Json.write(read)).isEqualTo(row);
        assertThat(LogKeys.row(WORKSPACE, ENDPOINT, read.position()).get()).isEqualTo(kept("row.key"));
        assertThat(read.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(read.attempts()).hasSize(6);
    }

    @Test
    void whatPointsToARowIsAsItWas() throws Exception {
        LoggedDelivery row = Stored.read(kept("row.json"), LoggedDelivery.class);

        assertThat(LogKeys.delivery(WORKSPACE, row.identity().id()).get()).isEqualTo(kept("delivery.key"));
        assertThat(kept("delivery.value")).isEqualTo(kept("row.key"));
        assertThat(LogKeys.event(WORKSPACE, row.identity().eventId(), row.position())
                        .get())
                .isEqualTo(kept("event.key"));
        assertThat(LogKeys.standing(
                                WORKSPACE,
                                ENDPOINT,
                                row.status(),
                                row.identity().eventType(),
                                row.position())
                        .get())
                .isEqualTo(kept("standing.key"));
    }

    @Test
    void whatIsKnownOfAnEndpointIsReadAndWrittenAsItWas() throws Exception {
        byte[] endpoint = kept("endpoint.json");

        EndpointActivity read = Stored.read(endpoint, EndpointActivity.class);

        assertThat(Stored.read(Json.write(read), EndpointActivity.class)).isEqualTo(read);
        assertThat(LogKeys.endpoint(WORKSPACE, ENDPOINT).get()).isEqualTo(kept("endpoint.key"));
        assertThat(read.deliveries()).containsOnly(Map.entry(DeliveryStatus.FAILED, 11L));
        assertThat(read.eventTypes()).hasSize(5);
        assertThat(Objects.requireNonNull(read.lastFailure()).deliveryId())
                .isEqualTo("dlv_3c223d6adf0b31816a4e64ea9e23e094");
    }

    @Test
    void anHoursTotalsAreReadAndWrittenAsTheyWere() throws Exception {
        byte[] hour = kept("hour.value");
        byte[] key = kept("hour.key");

        assertThat(HourTotals.of(hour).bytes()).isEqualTo(hour);
        Instant start = LogKeys.hour(Bytes.wrap(key));
        assertThat(start).isEqualTo("2026-11-26T02:00:00Z");
        assertThat(LogKeys.hour(WORKSPACE, ENDPOINT, start).get()).isEqualTo(key);
    }

    @Test
    void howFarTheLogIsIsReadAndWrittenAsItWas() throws Exception {
        byte[] applied = kept("applied.json");

        assertThat(Json.write(Stored.read(applied, Applied.class))).isEqualTo(applied);
        assertThat(LogKeys.APPLIED.get()).isEqualTo(kept("applied.key"));
    }

    private static byte[] kept(String name) throws IOException {
        return Files.readAllBytes(KEPT.resolve(name));
    }
}
