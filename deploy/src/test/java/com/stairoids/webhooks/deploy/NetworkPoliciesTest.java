package com.stairoids.webhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import io.kubernetes.client.openapi.models.V1IPBlock;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the network lets a sender reach is what its target guard lets it reach. */
class NetworkPoliciesTest {
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

    /** It speaks HTTP, with tokens in it: from nowhere but what speaks TLS before it. */
    @Test
    void theConsoleIsReachedFromOneNamespaceOnly() {
        V1NetworkPolicySpec console = spec("webhooks-console");

        assertThat(Objects.requireNonNull(console.getPodSelector()).getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "console");
        assertThat(Objects.requireNonNull(console.getIngress())).singleElement().satisfies(rule -> {
            assertThat(Objects.requireNonNull(rule.getPorts()))
                    .singleElement()
                    .satisfies(port -> assertThat(
                                    Objects.requireNonNull(port.getPort()).getStrValue())
                            .isEqualTo("http"));
            assertThat(Objects.requireNonNull(rule.getFrom()))
                    .singleElement()
                    .satisfies(from -> assertThat(Objects.requireNonNull(from.getNamespaceSelector())
                                    .getMatchLabels())
                            .isNotEmpty());
        });
    }

    @Test
    void whatTheGuardRefusesIsExcepted() {
        List<String> excepted = blocks().stream()
                .flatMap(block -> Objects.requireNonNull(block.getExcept()).stream())
                .toList();

        assertThat(blocks()).extracting(V1IPBlock::getCidr).containsExactly("0.0.0.0/0", "2000::/3");
        assertThat(excepted)
                .containsExactlyInAnyOrderElementsOf(TargetGuard.refusedBlocks().stream()
                        .filter(NetworkPoliciesTest::isOpenOtherwise)
                        .toList());
    }

    /** All of IPv4 and, of IPv6, the global addresses, which begin with three bits 001; the rest is closed as it is. */
    private static boolean isOpenOtherwise(String cidr) {
        return cidr.contains(".") || cidr.matches("[23][0-9a-f]{3}:.*");
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
}
