package com.stairoids.webhooks.schemas.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryHeadersTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant FIRST = Instant.parse("2024-06-15T14:32:08.250Z");
    private static final DeliveryHeaders FRESH = DeliveryHeaders.ofEvent(
                    "evt_1", "signal.created", "ws_1", "dlv_1", "2024-06-15T14:32:07Z", 17, TRACE)
            .acceptedAt(Instant.parse("2024-06-15T14:32:08.012Z"));

    @Test
    void aFreshDeliveryIsReadAsItWasWritten() throws Exception {
        assertThat(DeliveryHeaders.of(FRESH.toHeaders())).isEqualTo(FRESH);
    }

    @Test
    void everyHeaderIsReadAsItWasWritten() throws Exception {
        DeliveryHeaders full = new DeliveryHeaders(
                "evt_1",
                "signal.created",
                "ws_1",
                "dlv_2",
                3,
                "2024-06-15T14:32:07Z",
                FIRST.minusMillis(5),
                FIRST,
                FIRST.plusSeconds(60),
                "connection refused: Zoë",
                Cause.REPLAY,
                "dlv_1",
                Long.MAX_VALUE,
                TRACE,
                new Parking(Duration.ofHours(1), FIRST.plusSeconds(90), new Parking.Release("epoch", 7)));

        assertThat(DeliveryHeaders.of(full.toHeaders())).isEqualTo(full);
    }

    @Test
    void aFailureKeepsHowLongItWasParkedAndForgetsWhatLetItGo() {
        DeliveryHeaders released = FRESH.parking(
                Parking.NEVER.parked(FIRST).released(FIRST.plusSeconds(5), new Parking.Release("epoch", 7)));

        assertThat(released.failed(FIRST.plusSeconds(6), "no route").parking())
                .isEqualTo(new Parking(Duration.ofSeconds(5), null, null));
    }

    /** What kcat shows, and what other readers rely on. */
    @Test
    void headersAreTextUnderTheirPublishedNames() {
        String shown = Arrays.stream(FRESH.failed(FIRST, "no route")
                        .dueAt(FIRST.plusSeconds(60))
                        .toHeaders()
                        .toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .collect(Collectors.joining("\n"));

        assertThat(shown).isEqualTo("""
                event-id=evt_1
                event-type=signal.created
                workspace-id=ws_1
                delivery-id=dlv_1
                attempt=1
                created-at=2024-06-15T14:32:07Z
                accepted-at=2024-06-15T14:32:08.012Z
                first-attempt-at=2024-06-15T14:32:08.250Z
                due-at=2024-06-15T14:33:08.250Z
                last-error=no route
                cause=event
                subscription-offset=17
                traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01""");
    }

    @Test
    void aFailureCountsOneMoreAttemptAndKeepsWhenTheFirstBegan() {
        DeliveryHeaders twice = FRESH.failed(FIRST, "one").dueAt(FIRST).failed(FIRST.plusSeconds(90), "two");

        assertThat(twice.attempt()).isEqualTo(2);
        assertThat(twice.firstAttemptAt()).isEqualTo(FIRST);
        assertThat(twice.lastError()).isEqualTo("two");
        assertThat(twice.dueAt()).isNull();
        assertThat(twice.deliveryId()).isEqualTo("dlv_1");
        assertThat(twice.acceptedAt()).isEqualTo(FRESH.acceptedAt());
    }

    /** Earlier versions did not write it. */
    @Test
    void aDeliveryMayNotSayWhenItsEventWasAccepted() throws Exception {
        Headers headers = FRESH.toHeaders().remove("accepted-at");

        DeliveryHeaders read = DeliveryHeaders.of(headers);

        assertThat(read.acceptedAt()).isNull();
        assertThat(read.failed(FIRST, "one").toHeaders().lastHeader("accepted-at"))
                .isNull();
    }

    @Test
    void waitingKeepsWhenTheEventWasAccepted() {
        assertThat(FRESH.dueAt(FIRST).acceptedAt()).isEqualTo(FRESH.acceptedAt());
        assertThat(FRESH.parking(Parking.NEVER.parked(FIRST)).acceptedAt()).isEqualTo(FRESH.acceptedAt());
    }

    @Test
    void aLongErrorIsCutToOneKibibyte() {
        String error = FRESH.failed(FIRST, "é".repeat(4_000)).lastError();

        assertThat(error).isEqualTo("é".repeat(512));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-id",
                "event-type",
                "workspace-id",
                "delivery-id",
                "attempt",
                "created-at",
                "cause",
                "subscription-offset"
            })
    void aMissingHeaderIsNamed(String name) {
        Headers headers = FRESH.toHeaders().remove(name);

        assertThatThrownBy(() -> DeliveryHeaders.of(headers))
                .isInstanceOf(MalformedHeadersException.class)
                .hasMessage("header " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "attempt,-1",
        "attempt,one",
        "attempt,''",
        "attempt,2147483648",
        "attempt,99999999999999999999",
        "subscription-offset,-1",
        "subscription-offset,1.5",
        "accepted-at,1718461927",
        "first-attempt-at,yesterday",
        "due-at,1718461927",
        "cause,because",
        "cause,EVENT",
        "event-id,''",
        "event-id,a b",
        "workspace-id,ws/1",
        "delivery-id,dlv_1;drop"
    })
    void aHeaderThatIsNotWhatItsNameSaysIsNamed(String name, String value) {
        Headers headers = FRESH.toHeaders();
        HeaderText.write(headers, name, value);

        assertThatThrownBy(() -> DeliveryHeaders.of(headers))
                .isInstanceOf(MalformedHeadersException.class)
                .hasMessageContaining("header " + name + " ");
    }

    /** Ids become request headers: a line break in one would write another header. */
    @Test
    void anIdWithALineBreakIsRefused() {
        Headers headers = FRESH.toHeaders();
        HeaderText.write(headers, HeaderNames.EVENT_ID, "evt_1\r\nHost: evil");

        assertThatThrownBy(() -> DeliveryHeaders.of(headers)).isInstanceOf(MalformedHeadersException.class);
    }

    @Test
    void anEndlessBadHeaderIsQuotedShortly() {
        Headers headers = FRESH.toHeaders();
        HeaderText.write(headers, HeaderNames.ATTEMPT, "9".repeat(100_000));

        assertThatThrownBy(() -> DeliveryHeaders.of(headers))
                .isInstanceOfSatisfying(
                        MalformedHeadersException.class,
                        e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    /** W3C Trace Context: what is no traceparent is ignored; it must cost nobody a delivery, nor write a header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "trace",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nHost: evil"
            })
    void whatIsNoTraceparentIsDropped(String traceparent) throws Exception {
        Headers headers = FRESH.toHeaders();
        HeaderText.write(headers, HeaderNames.TRACEPARENT, traceparent);

        assertThat(DeliveryHeaders.of(headers).traceparent()).isNull();
    }
}
