package com.stairoids.webhooks.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerChoiceTest {
    @Test
    void followsTheEngineUnlessTold() {
        BrokerChoice choice = BrokerChoice.of(new Properties(), Map.of());

        assertThat(choice).isEqualTo(BrokerChoice.AUTO);
        assertThat(choice.isContainer(() -> true)).isTrue();
        assertThat(choice.isContainer(() -> false)).isFalse();
    }

    @Test
    void doesNotAskForAnEngineWhenTold() {
        BrokerChoice choice = BrokerChoice.of(new Properties(), Map.of("WEBHOOKS_TEST_BROKER", "process"));

        boolean container = choice.isContainer(() -> {
            throw new AssertionError("asked");
        });

        assertThat(container).isFalse();
    }

    @Test
    void thePropertyWinsOverTheVariable() {
        Properties system = new Properties();
        system.setProperty("WEBHOOKS_TEST_BROKER", "Container");

        BrokerChoice choice = BrokerChoice.of(system, Map.of("WEBHOOKS_TEST_BROKER", "process"));

        assertThat(choice).isEqualTo(BrokerChoice.CONTAINER);
    }

    @Test
    void refusesWhatIsNoChoice() {
        assertThatThrownBy(() -> BrokerChoice.of(new Properties(), Map.of("WEBHOOKS_TEST_BROKER", "docker")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("container, process or auto, not docker");
    }
}
