package com.stairoids.webhooks.sender.decide;

import static com.stairoids.webhooks.sender.Deliveries.BODY;
import static com.stairoids.webhooks.sender.Deliveries.NOW;
import static com.stairoids.webhooks.sender.Deliveries.assignment;
import static com.stairoids.webhooks.sender.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.attempt.Happening.Attempted;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.attempt.Happening.Cancelled;
import com.stairoids.webhooks.schemas.attempt.Happening.DeadLettered;
import com.stairoids.webhooks.schemas.attempt.Happening.Outcome;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.DeliveryHeaders;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import com.stairoids.webhooks.schemas.delivery.MalformedHeadersException;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.sender.post.PostResult;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeciderTest {
    private static final Timings TIMINGS = new Timings(NOW.minusSeconds(2), 3L, 2000);
    private static final SignedRequest REQUEST = new SignedRequest("https://example.com/", List.of(), List.of(), BODY);

    private final Decider decider =
            new Decider(Settings.of(Map.of()).get(RetryDelays.DELAYS), InstantSource.fixed(NOW));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any2xxIsTheEndOfTheDelivery(int status) throws MalformedJsonException {
        List<ProducerRecord<String, byte[]>> records = answered(status, 0);

        assertThat(records).hasSize(1);
        Attempted attempted = (Attempted) happening(records.getFirst());
        assertThat(attempted.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(attempted.attempt()).isEqualTo(1);
        assertThat(attempted.nextAttempt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "199,HTTP_STATUS",
        "300,REDIRECT",
        "301,REDIRECT",
        "307,REDIRECT",
        "400,HTTP_STATUS",
        "404,HTTP_STATUS",
        "410,GONE",
        "429,HTTP_STATUS",
        "500,HTTP_STATUS",
        "503,HTTP_STATUS"
    })
    void allElseIsAFailureWithItsOwnReason(int status, FailureReason reason) throws MalformedJsonException {
        List<ProducerRecord<String, byte[]>> records = answered(status, 0);

        Attempted attempted = (Attempted) happening(records.getFirst());
        assertThat(attempted.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(attempted.failure()).isNotNull();
        assertThat(attempted.failure().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"0,RETRY_1M,PT1M", "1,RETRY_5M,PT5M", "2,RETRY_30M,PT30M", "3,RETRY_2H,PT2H", "4,RETRY_8H,PT8H"})
    void aFailureLeadsToTheTierOfItsAttempt(int attemptsBefore, Topic tier, Duration delay)
            throws MalformedHeadersException {
        List<ProducerRecord<String, byte[]>> records = answered(500, attemptsBefore);

        assertThat(records).extracting(ProducerRecord::topic).containsExactly("stairoids.attempts", tier.topicName());
        ProducerRecord<String, byte[]> waiting = records.getLast();
        DeliveryHeaders headers = DeliveryHeaders.of(waiting.headers());
        assertThat(waiting.value()).isEqualTo(BODY);
        assertThat(headers.attempt()).isEqualTo(attemptsBefore + 1);
        assertThat(headers.dueAt()).isEqualTo(NOW.plus(delay));
        assertThat(headers.lastError()).contains("500");
    }

    @Test
    void theFirstAttemptsTimeStaysThroughLaterOnes() throws MalformedHeadersException {
        Instant first = NOW.minusSeconds(100);

        List<ProducerRecord<String, byte[]>> records = answered(500, 3);

        assertThat(DeliveryHeaders.of(records.getLast().headers()).firstAttemptAt())
                .isEqualTo(first);
    }

    @Test
    void theSixthFailureIsADeadLetterThatSaysWhy() throws MalformedJsonException {
        List<ProducerRecord<String, byte[]>> records = answered(503, 5);

        assertThat(records)
                .extracting(ProducerRecord::topic)
                .containsExactly("stairoids.attempts", "stairoids.attempts", "stairoids.dead-letter");
        assertThat(happening(records.get(1))).isInstanceOf(DeadLettered.class);
        ProducerRecord<String, byte[]> dead = records.getLast();
        assertThat(dead.key()).isEqualTo("ep_1");
        assertThat(dead.value()).isEqualTo(BODY);
        assertThat(header(dead, HeaderNames.ATTEMPT)).isEqualTo("6");
        assertThat(header(dead, HeaderNames.REASON)).isEqualTo("http-status");
        assertThat(header(dead, HeaderNames.LAST_STATUS)).isEqualTo("503");
        assertThat(header(dead, HeaderNames.LAST_ATTEMPT_AT)).isEqualTo(NOW.toString());
        assertThat(header(dead, HeaderNames.DEAD_LETTERED_AT)).isEqualTo(NOW.toString());
        assertThat(header(dead, HeaderNames.DUE_AT)).isEmpty();
    }

    @Test
    void noAnswerAtAllTakesTheSamePath() throws MalformedHeadersException {
        PostResult result = new PostResult.Unanswered(FailureReason.TIMEOUT, "no answer within 10 s", null, TIMINGS);

        List<ProducerRecord<String, byte[]>> records = decider.attempted(
                        delivery(assignment(0), 0, "ep_1"), REQUEST, result)
                .records();

        assertThat(DeliveryHeaders.of(records.getLast().headers()).lastError()).isEqualTo("no answer within 10 s");
        assertThat(records.getLast().topic()).isEqualTo("stairoids.retry-1m");
    }

    @Test
    void aCancelledDeliveryLeavesOnlyItsEntryInTheLog() throws MalformedJsonException {
        List<ProducerRecord<String, byte[]>> records = decider.cancelled(
                        delivery(assignment(0), 4, "ep_1", 2), CancelReason.ENDPOINT_DISABLED)
                .records();

        assertThat(records).hasSize(1);
        Cancelled cancelled = (Cancelled) happening(records.getFirst());
        assertThat(cancelled.attempts()).isEqualTo(2);
        assertThat(cancelled.reason()).isEqualTo(CancelReason.ENDPOINT_DISABLED);
        assertThat(cancelled.delivery().body()).isNotNull();
    }

    @Test
    void aSecretThatCannotBeReadCostsAnAttemptButNoDelivery() {
        List<ProducerRecord<String, byte[]>> records = decider.notMade(
                        delivery(assignment(0), 0, "ep_1"), "https://example.com/", "no key fits")
                .records();

        assertThat(records)
                .extracting(ProducerRecord::topic)
                .containsExactly("stairoids.attempts", "stairoids.retry-1m");
    }

    private List<ProducerRecord<String, byte[]>> answered(int status, int attemptsBefore) {
        Response response = new Response(status, List.of(), new byte[0], false);
        return decider.attempted(
                        delivery(assignment(0), 0, "ep_1", attemptsBefore),
                        REQUEST,
                        new PostResult.Answered(response, TIMINGS))
                .records();
    }

    private static Happening happening(ProducerRecord<String, byte[]> record) throws MalformedJsonException {
        return Json.read(record.value(), Happening.class);
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return HeaderText.read(record.headers(), name).orElse("");
    }
}
