package com.stairoids.webhooks.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TestBoundsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TestBounds bounds = new TestBounds(2, nanos::get);

    @Test
    void anEndpointIsTestedSoOftenAMinute() {
        EndpointKey endpoint = new EndpointKey("ws_1", "ep_1");
        assertThat(bounds.refusal(endpoint)).isEmpty();
        assertThat(bounds.refusal(endpoint)).isEmpty();

        assertThat(bounds.refusal(endpoint))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("At most 2 tests a minute are sent to one endpoint."));
        assertThat(bounds.refusal(new EndpointKey("ws_1", "ep_2"))).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(bounds.refusal(endpoint)).isEmpty();
    }

    @Test
    void aWorkspaceTestsAllItsEndpointsNoMoreOftenThanThreeOfThem() {
        for (int number = 1; number <= 6; number++) {
            assertThat(bounds.refusal(new EndpointKey("ws_1", "ep_" + number))).isEmpty();
        }

        assertThat(bounds.refusal(new EndpointKey("ws_1", "ep_7")))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("At most 6 tests a minute are sent in one workspace."));
        assertThat(bounds.refusal(new EndpointKey("ws_2", "ep_1"))).isEmpty();
    }

    @Test
    void whatOneEndpointIsRefusedDoesNotUseUpTheWorkspace() {
        for (int number = 1; number <= 100; number++) {
            var _ = bounds.refusal(new EndpointKey("ws_1", "ep_1"));
        }

        assertThat(bounds.refusal(new EndpointKey("ws_1", "ep_2"))).isEmpty();
    }
}
