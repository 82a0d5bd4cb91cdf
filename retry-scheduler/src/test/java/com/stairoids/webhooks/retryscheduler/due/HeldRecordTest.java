package com.stairoids.webhooks.retryscheduler.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.delivery.HeaderText;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldRecordTest {
    private static final Instant APPENDED = Instant.parse("2026-11-01T12:00:00.500Z");
    private static final Duration DELAY = Duration.ofMinutes(1);

    @Test
    void waitsUntilItsDueAt() {
        Instant due = APPENDED.plusSeconds(59);

        var held = HeldRecord.of(Waiting.record(0, 0, APPENDED, due), DELAY);

        assertThat(held.due()).isEqualTo(due);
    }

    @Test
    void waitsNoLongerThanThePresentDelay() {
        var held = HeldRecord.of(Waiting.record(0, 0, APPENDED, APPENDED.plusSeconds(3600)), DELAY);

        assertThat(held.due()).isEqualTo(APPENDED.plus(DELAY));
    }

    @Test
    void waitsForTheDelayWhereItHasNoDueAt() {
        var held = HeldRecord.of(Waiting.record(0, 0, APPENDED, (Instant) null), DELAY);

        assertThat(held.due()).isEqualTo(APPENDED.plus(DELAY));
    }

    @Test
    void waitsForTheDelayWhereItsDueAtCannotBeRead() {
        var record = Waiting.record(0, 0, APPENDED, APPENDED);
        HeaderText.write(record.headers(), HeaderNames.DUE_AT, "soon");

        var held = HeldRecord.of(record, DELAY);

        assertThat(held.due()).isEqualTo(APPENDED.plus(DELAY));
    }

    @Test
    void isDueAtItsTimeAndNotAMillisecondBefore() {
        Instant due = APPENDED.plusSeconds(1);

        var held = HeldRecord.of(Waiting.record(0, 0, APPENDED, due), DELAY);

        assertThat(held.isDue(due.minusMillis(1))).isFalse();
        assertThat(held.isDue(due)).isTrue();
    }

    @Test
    void countsKeyBodyAndHeaders() {
        var record = Waiting.record(0, 0, APPENDED, (Instant) null);
        int before = HeldRecord.of(record, DELAY).size();
        record.headers().add("name", new byte[10]);

        int after = HeldRecord.of(record, DELAY).size();

        assertThat(before).isGreaterThan(Waiting.KEY.length + Waiting.BODY.length);
        assertThat(after - before).isEqualTo(14);
    }
}
