package com.stairoids.webhooks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketOwnersTest {
    private static final String IPV4 = "   3: 0100007F:D2F0 0100007F:1F90 01 00000000:00000000 00:00000000 00000000"
            + "     0        0 123456 1 0000000000000000 20 4 30 10 -1";
    private static final String MAPPED = "   3: 0000000000000000FFFF00000100007F:D2F0"
            + " 0000000000000000FFFF00000100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 654321 1";

    @Test
    void findsTheClientsOfAServerByItsPort() {
        assertThat(SocketOwners.clientOf(IPV4, 0x1F90)).hasValue(new SocketOwners.Client(0xD2F0, "socket:[123456]"));
        assertThat(SocketOwners.clientOf(MAPPED, 0x1F90)).hasValue(new SocketOwners.Client(0xD2F0, "socket:[654321]"));
    }

    @Test
    void passesOverTheServersEndOtherConnectionsAndTheHeading() {
        assertThat(SocketOwners.clientOf(IPV4, 0xD2F0)).isEmpty();
        assertThat(SocketOwners.clientOf(IPV4, 0x1F91)).isEmpty();
        assertThat(SocketOwners.clientOf(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        1))
                .isEmpty();
    }
}
