package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PutBackTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void changesNothingButTheDueTime() throws Exception {
        var waiting = Waiting.record(0, 0, NOW, NOW);
        waiting.headers().add("somebody-elses", new byte[] {1, 2});

        var putBack = PutBack.of(waiting);

        assertThat(putBack.topic()).isEqualTo("stairoids.deliveries");
        assertThat(putBack.key()).isSameAs(Waiting.KEY);
        assertThat(putBack.value()).isSameAs(Waiting.BODY);
        assertThat(DeliveryHeaders.of(putBack.headers()))
                .isEqualTo(DeliveryHeaders.of(waiting.headers()).dueAt(null));
        assertThat(putBack.headers().lastHeader("somebody-elses").value()).containsExactly(1, 2);
    }

    @Test
    void putsOnWhatIsNoDeliveryAsItIs() {
        var waiting = Waiting.record(0, 0, NOW, NOW);
        waiting.headers().remove(HeaderNames.EVENT_ID);

        var putBack = PutBack.of(waiting);

        assertThat(putBack.headers().toArray()).isEqualTo(waiting.headers().toArray());
    }
}
