package com.stairoids.webhooks.schemas.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
    private static final TargetGuard STRICT = TargetGuard.strict();

    @Test
    void namesTheBlocksThatItRefuses() throws UnknownHostException {
        assertThat(TargetGuard.refusedBlocks()).contains("10.0.0.0/8", "169.254.0.0/16", "fc00::/7", "2002::/16");
        for (String block : TargetGuard.refusedBlocks()) {
            InetAddress first = InetAddress.getByName(block.substring(0, block.indexOf('/')));
            assertThat(STRICT.refusal(first)).as(block).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "2003::1"
            })
    void publicAddressesPass(String literal) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(literal))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,this network",
        "0.1.2.3,this network",
        "10.0.0.0,private",
        "10.255.255.255,private",
        "100.64.0.0,carrier-grade NAT",
        "100.100.100.200,carrier-grade NAT",
        "100.127.255.255,carrier-grade NAT",
        "127.0.0.1,loopback",
        "127.255.255.254,loopback",
        "169.254.0.1,link-local",
        "169.254.169.254,metadata",
        "168.63.129.16,metadata",
        "172.16.0.0,private",
        "172.31.255.255,private",
        "192.0.0.192,protocol assignments",
        "192.0.2.1,documentation",
        "192.88.99.1,6to4",
        "192.168.0.0,private",
        "192.168.255.255,private",
        "198.18.0.1,benchmarking",
        "198.19.255.255,benchmarking",
        "198.51.100.7,documentation",
        "203.0.113.7,documentation",
        "224.0.0.1,multicast",
        "239.255.255.255,multicast",
        "240.0.0.1,reserved",
        "255.255.255.255,broadcast",
        "::,unspecified",
        "::1,loopback",
        "::127.0.0.1,IPv4-compatible",
        "::8.8.8.8,IPv4-compatible",
        "::ffff:0:127.0.0.1,IPv4-translated",
        "64:ff9b::10.0.0.1,NAT64",
        "64:ff9b::8.8.8.8,NAT64",
        "64:ff9b:1::1,NAT64",
        "100::1,discard",
        "2001::1,Teredo",
        "2001:0:7f00:1::1,Teredo",
        "2001:db8::1,documentation",
        "2002:7f00:1::1,6to4",
        "2002:808:808::1,6to4",
        "3fff::1,documentation",
        "5f00::1,segment routing",
        "fc00::1,private",
        "fd00:ec2::254,metadata",
        "fe80::1,link-local",
        "febf:ffff::1,link-local",
        "fec0::1,site-local",
        "ff02::1,multicast",
        "ff0e::1,multicast",
        "1::1,not allocated",
        "4000::1,not allocated",
        "8000::1,not allocated",
        "fe00::1,not allocated"
    })
    void othersAreRefusedWithTheirMeaning(String literal, String meaning) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(literal)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("is not a public address", meaning));
    }

    /** Java reads ::ffff:a.b.c.d as the IPv4 address that it is, so the IPv4 blocks decide. */
    @ParameterizedTest
    @CsvSource({"::ffff:127.0.0.1,true", "::ffff:10.0.0.1,true", "::ffff:a9fe:a9fe,true", "::ffff:8.8.8.8,false"})
    void anIpv4AddressMappedIntoIpv6IsJudgedAsTheIpv4Address(String literal, boolean refused) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(literal)).isPresent()).isEqualTo(refused);
    }

    /** Only by this detour does Java keep a mapped address as one of IPv6. */
    @Test
    void aMappedAddressThatStayedIpv6IsRefused() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 8, 8, 8, 8};

        InetAddress address = Inet6Address.getByAddress("host.example", mapped, 0);

        assertThat(STRICT.refusal(address))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("IPv4-mapped"));
    }

    @Test
    void aLinkLocalAddressWithAScopeIsRefused() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();

        assertThat(STRICT.refusal(Inet6Address.getByAddress(null, linkLocal, 1)))
                .isPresent();
    }

    @Test
    void anAllowedBlockPassesAndItsNeighboursDoNot() {
        TargetGuard guard = new TargetGuard(List.of("10.1.0.0/16", "fd00:1::/32", "127.0.0.1"), false);

        assertThat(guard.refusal(InetAddress.ofLiteral("10.1.255.255"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("10.2.0.0"))).isPresent();
        assertThat(guard.refusal(InetAddress.ofLiteral("fd00:1:2::3"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("fd00:2::3"))).isPresent();
        assertThat(guard.refusal(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("127.0.0.2"))).isPresent();
        assertThat(guard.refusal(InetAddress.ofLiteral("8.8.8.8"))).isEmpty();
    }

    /** An operator who writes an address inside the block means the block. */
    @Test
    void aBlockMayBeWrittenWithAnyAddressOfIt() {
        TargetGuard guard = new TargetGuard(List.of("10.1.2.3/16"), false);

        assertThat(guard.refusal(InetAddress.ofLiteral("10.1.0.1"))).isEmpty();
        assertThat(guard.refusal(InetAddress.ofLiteral("10.2.0.1"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "/8",
                "/255.0.0.0",
                "10",
                "10.1",
                "10.1/16",
                "10.*.0.0",
                "10.1-2.0.0",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.0/",
                "10.1.0.0/16/8",
                "10.0x1.0.0/16",
                "010.1.0.0/16",
                "167772160",
                "localhost",
                "example.com",
                "fd00::/129",
                "fe80::1%eth0",
                "1.2.3.4:443"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> new TargetGuard(List.of(text), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no CIDR block");
    }

    @Test
    void onlyThePermittedAddressesOfANameAreKeptInTheirOrder() {
        InetAddress[] resolved = {
            InetAddress.ofLiteral("10.0.0.1"),
            InetAddress.ofLiteral("8.8.8.8"),
            InetAddress.ofLiteral("::1"),
            InetAddress.ofLiteral("1.1.1.1")
        };

        assertThat(STRICT.permitted(resolved))
                .containsExactly(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("1.1.1.1"));
    }

    @Test
    void httpIsLetThroughOnlyWhenAsked() {
        assertThat(STRICT.allowsHttp()).isFalse();
        assertThat(new TargetGuard(List.of(), true).allowsHttp()).isTrue();
    }
}
