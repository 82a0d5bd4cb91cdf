package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import io.kubernetes.client.openapi.models.V1IPBlock;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicySpec;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the network lets a sender reach is what its target guard lets it reach. */
class NetworkPoliciesTest {
    private static final TargetGuard GUARD = TargetGuard.strict();
    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/part-of", "stairoids-webhooks");

    @Test
    void nothingComesInOrGoesOutThatNoPolicyAllows() {
        assertThat(Objects.requireNonNull(spec("webhooks-nothing-else").getPolicyTypes()))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(spec("webhooks-nothing-else").getIngress()).isNullOrEmpty();
        assertThat(spec("webhooks-nothing-else").getEgress()).isNullOrEmpty();
        assertThat(Objects.requireNonNull(spec("webhooks-nothing-else").getPodSelector())
                        .getMatchLabels())
                .isEqualTo(OURS);
    }

    @Test
    void onlyTheSenderReachesTheInternet() {
        List<String> open = Manifest.ofKind("NetworkPolicy")
                .filter(manifest -> manifest.tree().toString().contains("ipBlock"))
                .map(Manifest::name)
                .toList();

        assertThat(open).containsExactly("webhooks-sender-internet");
        assertThat(Objects.requireNonNull(spec("webhooks-sender-internet").getPodSelector())
                        .getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "sender");
    }

    @Test
    void whatIsExceptedIsWhatTheGuardRefusesToItsLastAddress() {
        List<Range> excepted = new ArrayList<>();
        blocks().forEach(block ->
                Objects.requireNonNull(block.getExcept()).forEach(except -> excepted.add(Range.of(except))));

        assertThat(excepted).hasSizeGreaterThan(15).allSatisfy(range -> {
            assertThat(GUARD.refusal(range.address(range.first)))
                    .as(range.toString())
                    .isPresent();
            assertThat(GUARD.refusal(range.address(range.last)))
                    .as(range.toString())
                    .isPresent();
            for (BigInteger beside : List.of(range.first.subtract(BigInteger.ONE), range.last.add(BigInteger.ONE))) {
                assertThat(!range.isAddress(beside)
                                || excepted.stream().anyMatch(other -> other.holds(beside, range.bytes))
                                || GUARD.refusal(range.address(beside)).isEmpty()
                                || isOutside(range, beside))
                        .as("what lies beside " + range)
                        .isTrue();
            }
        });
    }

    @Test
    void whatIsLeftIsWhatTheGuardLetsThrough() {
        List<Range> excepted = blocks().stream()
                .flatMap(block -> Objects.requireNonNull(block.getExcept()).stream())
                .map(Range::of)
                .toList();

        for (int high = 0; high < 1 << 16; high++) {
            BigInteger address = BigInteger.valueOf(high).shiftLeft(16).add(BigInteger.valueOf(0x8001));
            boolean refused = GUARD.refusal(Range.address(address, 4)).isPresent();
            assertThat(excepted.stream().anyMatch(range -> range.holds(address, 4)))
                    .as(Range.address(address, 4).getHostAddress())
                    .isEqualTo(refused);
        }
    }

    /** Of IPv6 only the block of global addresses is open at all. */
    private static boolean isOutside(Range range, BigInteger address) {
        return blocks().stream()
                .map(block -> Range.of(block.getCidr()))
                .noneMatch(open -> open.holds(address, range.bytes));
    }

    private static List<V1IPBlock> blocks() {
        return Objects.requireNonNull(spec("webhooks-sender-internet").getEgress()).stream()
                .flatMap(rule -> Objects.requireNonNull(rule.getTo()).stream())
                .map(peer -> Objects.requireNonNull(peer.getIpBlock()))
                .toList();
    }

    private static V1NetworkPolicySpec spec(String name) {
        return Manifest.ofKind("NetworkPolicy")
                .filter(manifest -> manifest.name().equals(name))
                .map(manifest -> KubernetesModels.parse(V1NetworkPolicy.class, manifest.tree()))
                .map(policy -> Objects.requireNonNull(policy.getSpec()))
                .findFirst()
                .orElseThrow();
    }

    /** Addresses from {@code first} to {@code last}, of {@code bytes} bytes each. */
    private record Range(BigInteger first, BigInteger last, int bytes) {
        static Range of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] base = parse(cidr.substring(0, slash)).getAddress();
            int free = base.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
            BigInteger first = new BigInteger(1, base);
            return new Range(first, first.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE), base.length);
        }

        boolean holds(BigInteger address, int ofBytes) {
            return bytes == ofBytes && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }

        boolean isAddress(BigInteger value) {
            return value.signum() >= 0 && value.bitLength() <= bytes * 8;
        }

        InetAddress address(BigInteger value) {
            return address(value, bytes);
        }

        static InetAddress address(BigInteger value, int bytes) {
            byte[] all = new byte[bytes];
            byte[] some = value.toByteArray();
            int length = Math.min(some.length, bytes);
            System.arraycopy(some, some.length - length, all, bytes - length, length);
            try {
                return InetAddress.getByAddress(all);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(value + " has not " + bytes + " bytes", e);
            }
        }

        private static InetAddress parse(String literal) {
            return InetAddress.ofLiteral(literal);
        }
    }
}
