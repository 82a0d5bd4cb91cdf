package com.stairoids.webhooks.schemas.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseAndReasonTest {
    @ParameterizedTest
    @EnumSource(Cause.class)
    void aCauseIsSpeltAlikeInHeadersAndInJson(Cause cause) {
        assertThat(Cause.ofWireName(cause.wireName())).contains(cause);
        assertThat(Json.writeText(cause)).isEqualTo('"' + cause.wireName() + '"');
    }

    @Test
    void anUnknownCauseIsNone() {
        assertThat(Cause.ofWireName("Event")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void aReasonIsReadBackFromItsCode(FailureReason reason) throws Exception {
        byte[] json = Json.write(reason);

        assertThat(new String(json, UTF_8)).isEqualTo('"' + reason.code() + '"');
        assertThat(Json.read(json, FailureReason.class)).isEqualTo(reason);
    }

    @Test
    void codesAreLowerCaseWithHyphens() {
        assertThat(FailureReason.CONNECT_TIMEOUT.code()).isEqualTo("connect-timeout");
    }
}
