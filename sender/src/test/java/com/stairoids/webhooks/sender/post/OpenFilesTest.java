package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    @Test
    void aLimitThatIsTooLowIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> OpenFiles.check(1000, 1024))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "sender.requests=1000 needs 3256 open files, and this process may have 1024: raise the limit"
                                + " (ulimit -n), or set sender.requests to 256 or less");
    }

    @Test
    void aLimitThatIsJustEnoughIsAccepted() {
        assertThatCode(() -> OpenFiles.check(1000, 3256)).doesNotThrowAnyException();
        assertThatCode(() -> OpenFiles.check(256, 1024)).doesNotThrowAnyException();
    }

    @Test
    void moreRequestsThanThisProcessMayHaveFilesAreRefused() {
        assertThatThrownBy(() -> OpenFiles.check(Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }
}
