package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class SharedReadingTest {
    private final Queue<Runnable> readings = new ArrayDeque<>();
    private final SharedReading reading =
            new SharedReading(() -> readings.remove().run());

    /** While the first reading is under way. */
    private long meanwhile;

    @Test
    void allWhoAskedBeforeItBeganShareOne() {
        readings.add(SharedReadingTest::well);
        long first = reading.ask();
        long second = reading.ask();

        reading.complete(first);
        reading.complete(second);

        assertThat(readings).isEmpty();
    }

    @Test
    void whoeverAskedAfterItBeganHasAnother() {
        readings.add(() -> meanwhile = reading.ask());
        readings.add(SharedReadingTest::well);

        reading.complete(reading.ask());
        reading.complete(meanwhile);

        assertThat(readings).isEmpty();
    }

    @Test
    void whereItFailsAllWhoSharedItAreTold() {
        readings.add(SharedReadingTest::badly);
        long first = reading.ask();
        long second = reading.ask();

        assertThatThrownBy(() -> reading.complete(first)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> reading.complete(second)).isInstanceOf(TimeoutException.class);
        assertThat(readings).isEmpty();
    }

    @Test
    void whoeverAskedBeforeOneThatDidNotFailIsNotToldOfALaterFailure() {
        readings.add(() -> meanwhile = reading.ask());
        readings.add(SharedReadingTest::badly);
        long first = reading.ask();
        long second = reading.ask();

        reading.complete(first);
        assertThatThrownBy(() -> reading.complete(meanwhile)).isInstanceOf(TimeoutException.class);
        reading.complete(second);

        assertThat(readings).isEmpty();
    }

    @Test
    void afterAFailureWhoeverAskedMeanwhileHasAnother() {
        readings.add(() -> {
            meanwhile = reading.ask();
            badly();
        });
        readings.add(SharedReadingTest::well);

        assertThatThrownBy(() -> reading.complete(reading.ask())).isInstanceOf(TimeoutException.class);
        reading.complete(meanwhile);

        assertThat(readings).isEmpty();
    }

    @Test
    void oneThatIsInterruptedOrEndsByAnErrorIsNobodyElses() {
        readings.add(() -> {
            throw new InterruptException("stop");
        });
        readings.add(() -> {
            throw new StackOverflowError("for this test");
        });
        readings.add(SharedReadingTest::well);
        long first = reading.ask();
        long second = reading.ask();
        long third = reading.ask();

        assertThatThrownBy(() -> reading.complete(first)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> reading.complete(second)).isInstanceOf(StackOverflowError.class);
        reading.complete(third);

        assertThat(readings).isEmpty();
    }

    private static void well() {
        // It reads nothing, and says nothing.
    }

    private static void badly() {
        throw new TimeoutException("no answer within 10 s");
    }
}
