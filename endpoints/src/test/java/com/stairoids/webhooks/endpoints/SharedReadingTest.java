package com.stairoids.webhooks.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class SharedReadingTest {
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final SharedReading reading = new SharedReading(this::read);

    @Test
    void allWhoAskedBeforeItBeganShareOne() {
        long first = reading.ask();
        long second = reading.ask();

        reading.complete(first);
        reading.complete(second);

        assertThat(readings).hasValue(1);
    }

    @Test
    void whoeverAskedAfterItBeganHasAnother() {
        reading.complete(reading.ask());
        reading.complete(reading.ask());

        assertThat(readings).hasValue(2);
    }

    @Test
    void whereItFailsAllWhoSharedItAreTold() {
        fails.set(true);
        long first = reading.ask();
        long second = reading.ask();

        assertThatThrownBy(() -> reading.complete(first)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> reading.complete(second)).isInstanceOf(TimeoutException.class);
        assertThat(readings).hasValue(1);
    }

    @Test
    void aFailureIsTheirsAlone() {
        fails.set(true);
        long first = reading.ask();
        assertThatThrownBy(() -> reading.complete(first)).isInstanceOf(TimeoutException.class);

        fails.set(false);
        reading.complete(reading.ask());

        assertThat(readings).hasValue(2);
    }

    private void read() {
        readings.incrementAndGet();
        if (fails.get()) {
            throw new TimeoutException("no answer within 10 s");
        }
    }
}
