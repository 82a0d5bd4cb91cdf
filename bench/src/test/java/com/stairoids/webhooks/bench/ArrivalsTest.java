package com.stairoids.webhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.receiver.HeaderLine;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(Set.of("e1", "e2"), Set.of("/a", "/b"));

    @Test
    void countsWhatIsMissing() {
        arrivals.accept(request("/a", "e1"));
        arrivals.accept(request("/b", "e1"));
        arrivals.accept(request("/a", "e2"));

        assertThat(arrivals.missing().getCount()).isEqualTo(1);
        assertThat(arrivals.doubled()).isZero();
    }

    @Test
    void countsWhatCameAgain() {
        arrivals.accept(request("/a", "e1"));
        arrivals.accept(request("/a", "e1"));

        assertThat(arrivals.missing().getCount()).isEqualTo(3);
        assertThat(arrivals.doubled()).isEqualTo(1);
    }

    @Test
    void passesOverWhatIsNotExpected() {
        arrivals.accept(request("/a", "warm"));
        arrivals.accept(request("/bare", "e1"));

        assertThat(arrivals.missing().getCount()).isEqualTo(4);
    }

    private static ReceivedRequest request(String path, String id) {
        List<HeaderLine> headers = List.of(new HeaderLine("webhook-id", id));
        return new ReceivedRequest("POST", path, headers, new byte[0], Instant.EPOCH, 1, OptionalInt.of(200));
    }
}
