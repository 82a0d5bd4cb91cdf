package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.sender.post.NameServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

final class DnsLookupTest {
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration OTHER_FAMILY = Duration.ofMillis(250);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path hosts;

    @BeforeEach
    void writeHosts() throws IOException {
        hosts = Files.writeString(
                directory.resolve("hosts"), "127.0.0.1 localhost\n10.1.1.1 receiver # ours\nfd00::1 receiver\n");
    }

    @Test
    void theHostsFileIsBelievedBeforeAnyNameServer() throws TextParseException {
        try (NameServer server = NameServer.silent()) {
            assertThat(addresses(lookUp("receiver", server.address())))
                    .containsExactly("10.1.1.1", "fd00:0:0:0:0:0:0:1");
            assertThat(server.questions()).isEmpty();
        }
    }

    @Test
    void bothFamiliesAreAskedForAndIpv4ComesFirst() throws TextParseException {
        try (NameServer server = NameServer.answering(question -> question.getType() == Type.A
                ? new Reply.Addresses(7, List.of("192.0.2.1", "192.0.2.2"))
                : new Reply.Addresses(20, List.of("2001:db8::1")))) {
            Resolution resolution = lookUp(BOUND, "hooks.example", server.address());

            assertThat(addresses(resolution)).containsExactly("192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1");
            assertThat(resolution.reuse()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void aNameServerThatSaysNothingOfIpv6DoesNotHoldUpIpv4() throws TextParseException {
        try (NameServer server = NameServer.answering(question ->
                question.getType() == Type.A ? Reply.address(question, "192.0.2.1") : new Reply.Nothing())) {
            long started = System.nanoTime();

            assertThat(addresses(lookUp("hooks.example", server.address()))).containsExactly("192.0.2.1");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aShortNameIsLookedForInTheSearchDomains() throws TextParseException {
        try (NameServer server = NameServer.answering(
                question -> question.getName().toString().equals("receiver-2.shop.svc.cluster.local.")
                        ? Reply.address(question, "10.2.2.2")
                        : Reply.noSuchName())) {
            assertThat(addresses(lookUp("receiver-2", server.address()))).containsExactly("10.2.2.2");
        }
    }

    @Test
    void aNameWithDotsIsAskedForAsItStandsAfterTheSearchDomains() throws TextParseException {
        try (NameServer server =
                NameServer.answering(question -> question.getName().toString().equals("hooks.example.")
                        ? Reply.address(question, "192.0.2.1")
                        : Reply.noSuchName())) {
            assertThat(addresses(lookUp("hooks.example", server.address()))).containsExactly("192.0.2.1");
        }
    }

    @Test
    void aNameThatIsNotThereIsToldApartFromAServerThatFails() throws TextParseException {
        try (NameServer server = NameServer.answering(_ -> Reply.noSuchName())) {
            assertThat(lookUp("hooks.example", server.address())).isInstanceOf(Resolution.NoSuchName.class);
            server.answers(_ -> Reply.serverFailed());
            assertThat(lookUp("hooks.example", server.address())).isInstanceOf(Resolution.Unanswered.class);
        }
    }

    @Test
    void aNameServerThatIsSilentIsPassedOver() throws TextParseException {
        try (NameServer silent = NameServer.silent();
                NameServer server = NameServer.answering(question -> Reply.address(question, "192.0.2.1"))) {
            assertThat(addresses(lookUp("hooks.example", silent.address(), server.address())))
                    .containsExactly("192.0.2.1");
        }
    }

    @Test
    void silenceIsGivenUpAndTheQuestionWasRepeated() throws TextParseException {
        try (NameServer silent = NameServer.silent()) {
            Resolution resolution = lookUp("hooks.example.", silent.address());

            assertThat(resolution).isInstanceOf(Resolution.Unanswered.class);
            assertThat(silent.questions().stream().filter("hooks.example. A"::equals))
                    .hasSizeBetween(2, 3);
        }
    }

    private Resolution lookUp(String host, InetSocketAddress... servers) throws TextParseException {
        return lookUp(OTHER_FAMILY, host, servers);
    }

    private Resolution lookUp(Duration otherFamily, String host, InetSocketAddress... servers)
            throws TextParseException {
        List<Name> search = List.of(Name.fromString("shop.svc.cluster.local."), Name.fromString("cluster.local."));
        try (DnsLookup lookup = new DnsLookup(Arrays.asList(servers), BOUND, otherFamily, hosts, search, 5)) {
            return lookup.lookUp(host).orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private static Stream<String> addresses(Resolution resolution) {
        return ((Resolution.Resolved) resolution).addresses().stream().map(InetAddress::getHostAddress);
    }
}
