package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final List<String> DELIVERIES =
            IntStream.range(0, 10_000).mapToObj(number -> "dlv_" + number).toList();

    private final Answers answers = new Answers(42);

    @Test
    void areTheSameForARepeatedPost() {
        assertThat(answers.delay("d", 2)).isEqualTo(new Answers(42).delay("d", 2));
        assertThat(answers.status("d", 2)).isEqualTo(new Answers(42).status("d", 2));
    }

    @Test
    void takeSomeTensOfMilliseconds() {
        assertThat(DELIVERIES)
                .allSatisfy(delivery -> assertThat(answers.delay(delivery, 1))
                        .isBetween(Duration.ofMillis(40), Duration.ofMillis(160)));
    }

    @Test
    void refuseSomeDeliveriesOnceSomeThriceAndSomeForEver() {
        assertThat(refused(1)).isBetween(900L, 1160L);
        assertThat(refused(2)).isBetween(170L, 290L);
        assertThat(refused(4)).isBetween(10L, 60L).isEqualTo(refused(6));
    }

    private long refused(int attempt) {
        return DELIVERIES.stream()
                .filter(delivery -> answers.status(delivery, attempt) == 503)
                .count();
    }
}
