package com.stairoids.webhooks.testing.guarantees;

import static com.stairoids.webhooks.testing.guarantees.Posts.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GuaranteesTest {
    private static final Posts POST = Posts.of("e1", "/a");

    @Nested
    class EveryEventIsDeliveredHolds {
        private final Set<String> events = Set.of("e1", "e2");
        private final Set<String> endpoints = Set.of("/a", "/b");

        @Test
        void whenEachEndpointAcceptedEachEvent() {
            assertThat(violations(
                            Posts.of("e1", "/a").answered(500),
                            Posts.of("e1", "/a").attempt(2),
                            Posts.of("e2", "/a"),
                            Posts.of("e1", "/b"),
                            Posts.of("e2", "/b")))
                    .isEmpty();
        }

        @Test
        void notWhenAnEventIsMissing() {
            assertThat(violations(Posts.of("e1", "/a"), Posts.of("e2", "/a"), Posts.of("e1", "/b")))
                    .containsExactly("event e2 was not delivered to /b");
        }

        @Test
        void notWhenAnEndpointHeardOfNothing() {
            assertThat(violations(Posts.of("e1", "/a"), Posts.of("e2", "/a")))
                    .containsExactly("event e1 was not delivered to /b", "event e2 was not delivered to /b");
        }

        @Test
        void notWhenAnEventWasPostedButNeverAccepted() {
            assertThat(violations(
                            Posts.of("e1", "/a"),
                            Posts.of("e2", "/a"),
                            Posts.of("e1", "/b"),
                            Posts.of("e2", "/b").answered(500)))
                    .containsExactly("event e2 was not delivered to /b");
        }

        @Test
        void notWhenAnEventWasInvented() {
            assertThat(violations(
                            Posts.of("e1", "/a"),
                            Posts.of("e2", "/a"),
                            Posts.of("e3", "/a"),
                            Posts.of("e1", "/b"),
                            Posts.of("e2", "/b"),
                            Posts.of("e1", "/c")))
                    .containsExactly(
                            "event e3 was delivered to /a but not produced",
                            "something was posted to /c, which is no endpoint");
        }

        private List<String> violations(Posts... posts) {
            return new EveryEventIsDelivered(events, endpoints, posted(posts)).violations();
        }
    }

    @Nested
    class NothingIsDoubledHolds {
        @Test
        void whenEachAttemptCameOnce() {
            assertThat(new NothingIsDoubled(posted(POST, POST.attempt(2), Posts.of("e2", "/a"))).violations())
                    .isEmpty();
        }

        @Test
        void notWhenAnAttemptCameAgain() {
            assertThat(new NothingIsDoubled(posted(POST, POST.attempt(2), POST, POST)).violations())
                    .containsExactly("attempt 1 of delivery d-e1-a was posted 3 times");
        }
    }

    @Nested
    class OneDeliveryPerEndpointHolds {
        @Test
        void whenEachEndpointHasADeliveryOfItsOwn() {
            assertThat(new OneDeliveryPerEndpoint(posted(POST, POST.attempt(2), Posts.of("e1", "/b"))).violations())
                    .isEmpty();
        }

        @Test
        void notWhenAnEventBecameTwoDeliveries() {
            assertThat(new OneDeliveryPerEndpoint(posted(POST, POST.delivery("twin"))).violations())
                    .containsExactly("event e1 came to /a as several deliveries: d-e1-a, twin");
        }
    }

    @Nested
    class BodyNeverChangesHolds {
        @Test
        void whenAllAttemptsAreAlike() {
            assertThat(new BodyNeverChanges(posted(POST, POST.attempt(2), Posts.of("e2", "/a"))).violations())
                    .isEmpty();
        }

        @Test
        void notWhenBodyEventOrEndpointChanged() {
            assertThat(new BodyNeverChanges(posted(
                                    POST,
                                    POST.attempt(2).body("other"),
                                    POST.attempt(3).event("e9"),
                                    POST.attempt(4).path("/b")))
                            .violations())
                    .containsExactly(
                            "attempt 2 of delivery d-e1-a brought another body than attempt 1",
                            "attempt 3 of delivery d-e1-a brought event e9 instead of e1",
                            "attempt 4 of delivery d-e1-a came to /b instead of /a");
        }
    }

    @Nested
    class AttemptsAreOnTimeHolds {
        private final List<Duration> delays = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

        @Test
        void whenEachCameWithinTheTolerance() {
            assertThat(violations(
                            POST,
                            POST.attempt(2).after(Duration.ofMillis(1999)),
                            POST.attempt(3).after(Duration.ofMillis(3999))))
                    .isEmpty();
        }

        @Test
        void notWhenOneIsLateOrEarly() {
            assertThat(violations(
                            POST,
                            POST.attempt(2).after(Duration.ofMillis(2001)),
                            POST.attempt(3).after(Duration.ofMillis(3501))))
                    .containsExactly(
                            "attempt 2 of delivery d-e1-a was 1001 ms late",
                            "attempt 3 of delivery d-e1-a was 500 ms early");
        }

        @Test
        void notWhenNoTierLeadsThere() {
            assertThat(violations(
                            POST,
                            POST.attempt(3).after(Duration.ofSeconds(1)),
                            POST.attempt(4).after(Duration.ofSeconds(2))))
                    .containsExactly(
                            "attempt 3 of delivery d-e1-a came after attempt 1: no tier leads there",
                            "attempt 4 of delivery d-e1-a came after attempt 3: no tier leads there");
        }

        private List<String> violations(Posts... posts) {
            return new AttemptsAreOnTime(posted(posts), delays, Duration.ofSeconds(1)).violations();
        }
    }

    @Nested
    class RequiringAll {
        @Test
        void isSilentWhereAllHold() {
            assertThatCode(() -> Guarantee.requireAll(
                            new NothingIsDoubled(posted(POST)), new BodyNeverChanges(posted(POST))))
                    .doesNotThrowAnyException();
        }

        @Test
        void namesEachThatIsBrokenAndQuotesIt() {
            List<PostedAttempt> attempts = posted(POST, POST.body("other"));

            assertThatThrownBy(() -> Guarantee.requireAll(
                            new NothingIsDoubled(attempts),
                            new BodyNeverChanges(attempts),
                            new OneDeliveryPerEndpoint(attempts)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("NothingIsDoubled does not hold, 1 violations:")
                    .hasMessageContaining("BodyNeverChanges does not hold")
                    .hasMessageContaining("brought another body")
                    .hasMessageNotContaining("OneDeliveryPerEndpoint");
        }
    }

    @Test
    void aRequestWithoutASendersHeadersIsNoAttempt() {
        ReceivedRequest stranger =
                new ReceivedRequest("POST", "/a", List.of(), new byte[0], Posts.START, 1, OptionalInt.of(200));

        assertThatThrownBy(() -> PostedAttempt.of(List.of(stranger)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/a came without X-Stairoids-Delivery");
    }
}
