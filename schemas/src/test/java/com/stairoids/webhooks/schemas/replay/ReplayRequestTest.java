package com.stairoids.webhooks.schemas.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.delivery.Parking;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRequestTest {
    private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant ACCEPTED = Instant.parse("2026-11-01T12:00:00.017Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final DeliveryHeaders DEAD = DeliveryHeaders.ofEvent(
                    "evt_1", "signal.created", "ws_1", "dlv_dead", AT.toString(), 3, TRACE)
            .acceptedAt(ACCEPTED)
            .failed(AT, "503")
            .parking(Parking.NEVER.parked(AT));

    @Test
    void isReadBackAsItWasWritten() throws MalformedHeadersException {
        ReplayRequest asked = new ReplayRequest("ep_1", DEAD, "monday");

        assertThat(ReplayRequest.of("dlv_dead", asked.toHeaders())).isEqualTo(asked);
        assertThat(ReplayRequest.of("dlv_dead", asked(null).toHeaders())).isEqualTo(asked(null));
    }

    @Test
    void itsReplayIsTheSameEventWithNoAttemptsMade() {
        DeliveryHeaders replay = asked(null).replay();

        assertThat(replay)
                .isEqualTo(new DeliveryHeaders(
                        "evt_1",
                        "signal.created",
                        "ws_1",
                        asked(null).replayId(),
                        0,
                        AT.toString(),
                        ACCEPTED,
                        null,
                        null,
                        null,
                        Cause.REPLAY,
                        "dlv_dead",
                        3,
                        TRACE,
                        Parking.NEVER));
    }

    @Test
    void itsReplaysIdFollowsFromTheDeliveryAndTheRun() {
        assertThat(asked(null).replayId()).isEqualTo(asked(null).replayId());
        assertThat(asked("monday").replayId())
                .isEqualTo(asked("monday").replayId())
                .isNotEqualTo(asked("tuesday").replayId())
                .isNotEqualTo(asked(null).replayId());
    }

    @ParameterizedTest
    @CsvSource({
        HeaderNames.ENDPOINT_ID + ",a/b",
        HeaderNames.ENDPOINT_ID + ",",
        HeaderNames.REPLAY_RUN + ",a b",
        HeaderNames.DELIVERY_ID + ",dlv_other",
        HeaderNames.CAUSE + ",why"
    })
    void aBrokenOneIsFound(String name, @Nullable String broken) {
        Headers headers = asked("monday").toHeaders();
        HeaderText.write(headers, name, broken);

        assertThatThrownBy(() -> ReplayRequest.of("dlv_dead", headers)).isInstanceOf(MalformedHeadersException.class);
    }

    private static ReplayRequest asked(@Nullable String run) {
        return new ReplayRequest("ep_1", DEAD, run);
    }
}
