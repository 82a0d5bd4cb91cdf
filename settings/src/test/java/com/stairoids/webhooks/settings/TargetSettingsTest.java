package com.stairoids.webhooks.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetSettingsTest {
    @Test
    void nothingIsAllowedByDefault() {
        TargetGuard guard = TargetSettings.guard(Settings.of(Map.of()));

        assertThat(guard.allowsHttp()).isFalse();
        assertThat(guard.refusal(InetAddress.getLoopbackAddress())).isPresent();
    }

    @Test
    void exceptionsAreReadFromTheEnvironment() {
        TargetGuard guard = TargetSettings.guard(Settings.load(
                null,
                Map.of("TARGETS_ALLOW_CIDRS", "127.0.0.0/8, 10.1.0.0/16", "TARGETS_ALLOW_HTTP", "true"),
                Map.of()));

        assertThat(guard.allowsHttp()).isTrue();
        assertThat(guard.refusal(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("10.1.2.3"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("10.2.2.3"))).isPresent();
    }

    @Test
    void whatIsNoBlockIsNamed() {
        assertThatThrownBy(() -> TargetSettings.guard(Settings.of(Map.of("targets.allow-cidrs", "127.0.0.0/8,10.1"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("\"10.1\" is no CIDR block");
    }
}
