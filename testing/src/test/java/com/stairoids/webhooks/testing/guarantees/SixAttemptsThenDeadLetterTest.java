package com.stairoids.webhooks.testing.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SixAttemptsThenDeadLetterTest {
    private static final String DELIVERY = "d-e1-a";
    private static final String BODY = "body of e1";

    @Test
    void holdsOfSixAttemptsAndTheirDeadLetter() {
        assertThat(violations(attempts(1, 2, 3, 4, 5, 6), List.of(deadLetter(DELIVERY, "6", BODY))))
                .isEmpty();
    }

    @Test
    void breaksWhereAnAttemptIsMissing() {
        assertThat(violations(attempts(1, 2, 4, 5, 6), List.of(deadLetter(DELIVERY, "6", BODY))))
                .containsExactly("delivery d-e1-a was attempted as [1, 2, 4, 5, 6], not as [1, 2, 3, 4, 5, 6]");
    }

    @Test
    void breaksWhereASeventhFollows() {
        assertThat(violations(attempts(1, 2, 3, 4, 5, 6, 7), List.of(deadLetter(DELIVERY, "6", BODY))))
                .singleElement()
                .asString()
                .contains("[1, 2, 3, 4, 5, 6, 7]");
    }

    @Test
    void breaksWithoutADeadLetterAndWithTwo() {
        ConsumerRecord<String, byte[]> letter = deadLetter(DELIVERY, "6", BODY);

        assertThat(violations(attempts(1, 2, 3, 4, 5, 6), List.of()))
                .containsExactly("delivery d-e1-a is 0 dead letters, not one");
        assertThat(violations(attempts(1, 2, 3, 4, 5, 6), List.of(letter, letter)))
                .containsExactly("delivery d-e1-a is 2 dead letters, not one");
    }

    @Test
    void breaksWhereTheDeadLetterIsNotTheDelivery() {
        assertThat(violations(attempts(1, 2, 3, 4, 5, 6), List.of(deadLetter(DELIVERY, "5", "other"))))
                .containsExactly(
                        "the dead letter of delivery d-e1-a counts 5 attempts",
                        "the dead letter of delivery d-e1-a holds another body than was posted");
    }

    @Test
    void breaksWhereADeadLetterWasNeverPosted() {
        assertThat(violations(List.of(), List.of(deadLetter("stranger", "6", BODY))))
                .containsExactly("delivery stranger is a dead letter but was never posted");
    }

    private static List<String> violations(
            List<PostedAttempt> attempts, List<ConsumerRecord<String, byte[]>> deadLetters) {
        return new SixAttemptsThenDeadLetter(attempts, deadLetters).violations();
    }

    private static List<PostedAttempt> attempts(int... numbers) {
        return Posts.posted(IntStream.of(numbers)
                .mapToObj(number -> Posts.of("e1", "/a").attempt(number).answered(500))
                .toArray(Posts[]::new));
    }

    private static ConsumerRecord<String, byte[]> deadLetter(String delivery, String attempts, String body) {
        ConsumerRecord<String, byte[]> letter =
                new ConsumerRecord<>("stairoids.dead-letter", 0, 0, "endpoint", body.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("delivery-id", delivery.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("attempt", attempts.getBytes(StandardCharsets.UTF_8));
        return letter;
    }
}
