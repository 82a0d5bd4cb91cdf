package com.stairoids.webhooks.schemas.target;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses deliveries may be sent to: public unicast ones, and what {@code targets.allow-cidrs} adds. The refused
 * blocks are those of the IANA special-purpose registries (RFC 6890) that are not globally reachable, multicast, what
 * IANA has not allocated of IPv6, and the well-known prefixes that carry an IPv4 address inside an IPv6 one.
 */
public final class TargetGuard {
    /** Plain addresses and prefixes: the library's wildcards, ranges and short forms would surprise in a permission. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private static final List<Block> REFUSED = Stream.of(
                    "0.0.0.0/8 this network (RFC 1122)",
                    "10.0.0.0/8 private (RFC 1918)",
                    "100.64.0.0/10 carrier-grade NAT (RFC 6598)",
                    "127.0.0.0/8 loopback (RFC 1122)",
                    "169.254.0.0/16 link-local, cloud metadata (RFC 3927)",
                    "172.16.0.0/12 private (RFC 1918)",
                    "192.0.0.0/24 protocol assignments (RFC 6890)",
                    "192.0.2.0/24 documentation (RFC 5737)",
                    "192.88.99.0/24 6to4 relay (RFC 7526)",
                    "192.168.0.0/16 private (RFC 1918)",
                    "198.18.0.0/15 benchmarking (RFC 2544)",
                    "198.51.100.0/24 documentation (RFC 5737)",
                    "203.0.113.0/24 documentation (RFC 5737)",
                    "224.0.0.0/4 multicast (RFC 5771)",
                    "240.0.0.0/4 reserved, broadcast (RFC 1112)",
                    "168.63.129.16/32 cloud metadata",
                    "::/96 unspecified, loopback, IPv4-compatible (RFC 4291)",
                    "::ffff:0:0/96 IPv4-mapped (RFC 4291)",
                    "::ffff:0:0:0/96 IPv4-translated (RFC 2765)",
                    "64:ff9b::/96 IPv4 through NAT64 (RFC 6052)",
                    "64:ff9b:1::/48 IPv4 through local NAT64 (RFC 8215)",
                    "100::/64 discard (RFC 6666)",
                    "2001::/23 protocol assignments, Teredo (RFC 2928)",
                    "2001:db8::/32 documentation (RFC 3849)",
                    "2002::/16 IPv4 through 6to4 (RFC 3056)",
                    "3fff::/20 documentation (RFC 9637)",
                    "5f00::/16 segment routing (RFC 9602)",
                    "fc00::/7 private, cloud metadata (RFC 4193)",
                    "fe80::/10 link-local (RFC 4291)",
                    "fec0::/10 site-local (RFC 3879)",
                    "ff00::/8 multicast (RFC 4291)",
                    // The rest outside 2000::/3, the only block of global unicast. After the blocks that say more.
                    "::/3 not allocated (RFC 4291)",
                    "4000::/2 not allocated (RFC 4291)",
                    "8000::/1 not allocated (RFC 4291)")
            .map(TargetGuard::block)
            .toList();

    private final List<IPAddress> allowed;
    private final boolean allowHttp;

    /**
     * @param allowedCidrs blocks that are let through although they are refused by default
     * @param allowHttp whether {@code http://} URLs are let through
     * @throws IllegalArgumentException where one of them is no CIDR block
     */
    public TargetGuard(List<String> allowedCidrs, boolean allowHttp) {
        this.allowed = allowedCidrs.stream().map(TargetGuard::cidr).toList();
        this.allowHttp = allowHttp;
    }

    /** Nothing beyond the public Internet, https only. */
    public static TargetGuard strict() {
        return new TargetGuard(List.of(), false);
    }

    /** The blocks that are refused unless they are allowed, in CIDR notation: what a firewall beside the guard should refuse too. */
    public static List<String> refusedBlocks() {
        return REFUSED.stream().map(block -> block.range.toCanonicalString()).toList();
    }

    public boolean allowsHttp() {
        return allowHttp;
    }

    /** The sentence that says why a delivery is not sent to {@code address}; empty where it may be. */
    public Optional<String> refusal(InetAddress address) {
        IPAddress target = new IPAddressGenerator().from(address.getAddress());
        if (allowed.stream().anyMatch(block -> block.contains(target))) {
            return Optional.empty();
        }
        return REFUSED.stream()
                .filter(block -> block.range.contains(target))
                .findFirst()
                .map(block -> address.getHostAddress() + " is not a public address: it is in " + block.range + ", "
                        + block.meaning);
    }

    /** The addresses that may be connected to. */
    public InetAddress[] permitted(InetAddress[] addresses) {
        List<InetAddress> kept = new ArrayList<>();
        Arrays.stream(addresses).filter(address -> refusal(address).isEmpty()).forEach(kept::add);
        return kept.toArray(InetAddress[]::new);
    }

    private static Block block(String line) {
        int space = line.indexOf(' ');
        return new Block(cidr(line.substring(0, space)), line.substring(space + 1));
    }

    private static IPAddress cidr(String text) {
        try {
            return new IPAddressString(text, PLAIN).toAddress().toPrefixBlock();
        } catch (AddressStringException e) {
            throw new IllegalArgumentException('"' + text + "\" is no CIDR block, such as 10.1.0.0/16 or fd00::/8", e);
        }
    }

    private record Block(IPAddress range, String meaning) {}
}
