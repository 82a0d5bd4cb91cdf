package com.stairoids.webhooks.router.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.router.rejection.RejectionLog.Subject;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RejectionLogTest {
    private static final Subject SUBJECT = new Subject("topic", RejectionReason.BAD_ID);

    private final RejectionLog log = new RejectionLog();

    @Test
    void saysTheFirstAtOnceAndCountsTheOthersUntilAMinuteIsOver() {
        assertThat(log.unsaid(SUBJECT, 1_000)).isEqualTo(OptionalLong.of(0));
        assertThat(log.unsaid(SUBJECT, 1_001)).isEmpty();
        assertThat(log.unsaid(SUBJECT, 60_999)).isEmpty();
        assertThat(log.unsaid(SUBJECT, 61_000)).isEqualTo(OptionalLong.of(2));
        assertThat(log.unsaid(SUBJECT, 121_000)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void keepsSubjectsApart() {
        log.unsaid(SUBJECT, 1_000);

        assertThat(log.unsaid(new Subject("other", RejectionReason.BAD_ID), 1_001))
                .isPresent();
        assertThat(log.unsaid(new Subject("topic", RejectionReason.TOO_DEEP), 1_001))
                .isPresent();
    }
}
