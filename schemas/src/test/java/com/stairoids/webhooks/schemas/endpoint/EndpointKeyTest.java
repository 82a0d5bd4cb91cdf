package com.stairoids.webhooks.schemas.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointKeyTest {
    @Test
    void aKeyIsReadAsItWasWritten() {
        EndpointKey key = new EndpointKey("ws_1", "ep_1");

        assertThat(key).hasToString("ws_1/ep_1");
        assertThat(EndpointKey.parse("ws_1/ep_1")).contains(key);
    }

    @Test
    void aScanOfOneWorkspaceCannotMeetAnotherThatBeginsAlike() {
        String prefix = EndpointKey.prefix("ws_1");

        assertThat(new EndpointKey("ws_1", "ep_1").toString()).startsWith(prefix);
        assertThat(new EndpointKey("ws_10", "ep_1").toString()).doesNotStartWith(prefix);
        assertThat(new EndpointKey("ws_1-", "ep_1").toString()).doesNotStartWith(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "ws_1", "ws_1/", "/ep_1", "ws_1/ep_1/x", "ws 1/ep_1", "ws_1/ep 1", "ws_1\\ep_1"})
    void anythingElseIsNoKey(String text) {
        assertThat(EndpointKey.parse(text)).isEmpty();
    }

    @Test
    void aKeyOfBadIdsCannotBeMade() {
        assertThatThrownBy(() -> new EndpointKey("ws/1", "ep_1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EndpointKey("ws_1", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
