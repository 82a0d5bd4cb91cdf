package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DnsServersTest {
    @Test
    void addressesComeWithAndWithoutAPort() {
        assertThat(DnsServers.parse(List.of("10.0.0.53", "127.0.0.1:5353", "fd00::53", "[fd00::53]", "[::1]:5353")))
                .containsExactly(
                        server("10.0.0.53", 53),
                        server("127.0.0.1", 5353),
                        server("fd00::53", 53),
                        server("fd00::53", 53),
                        server("::1", 5353));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dns.example", "10.0.0.53:", "10.0.0.53:x", "10.0.0.53:0", "10.0.0.53:65536", ":53", "[::1]:x"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> DnsServers.parse(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetSocketAddress server(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
