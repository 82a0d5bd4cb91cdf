package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import com.stairoids.webhooks.testing.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and host names are always verified; an extra authority is believed where a setting names it. */
final class TlsTest {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration EXCHANGE = Duration.ofSeconds(10);
    private static final DnsLookup NAMES = new DnsLookup(List.of(), CONNECT);
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path authorities;

    @BeforeEach
    void writeAuthorities() throws IOException {
        authorities = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.pem());
    }

    @Test
    void aCertificateOfAnExtraAuthorityIsBelieved() {
        PostResult result = post(AUTHORITY.server("localhost"), Optional.of(authorities));

        assertThat(result).isInstanceOf(PostResult.Answered.class);
    }

    @Test
    void withoutTheSettingItIsNot() {
        assertThat(reason(post(AUTHORITY.server("localhost"), Optional.empty())))
                .isEqualTo(FailureReason.TLS_FAILED);
    }

    @Test
    void aSelfSignedCertificateIsRefused() {
        PostResult result = post(CertificateAuthority.selfSignedServer("localhost"), Optional.of(authorities));

        assertThat(reason(result)).isEqualTo(FailureReason.TLS_FAILED);
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        PostResult result = post(AUTHORITY.server("hooks.example"), Optional.of(authorities));

        assertThat(reason(result)).isEqualTo(FailureReason.TLS_FAILED);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        PostResult result = post(AUTHORITY.expiredServer("localhost"), Optional.of(authorities));

        assertThat(reason(result)).isEqualTo(FailureReason.TLS_FAILED);
    }

    @Test
    void aFileWithoutCertificatesIsToldAtTheStart() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> Trust.context(Optional.of(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate");
    }

    @Test
    void aReceiverThatNeverFinishesTheHandshakeIsGivenUpInTime() throws IOException {
        Duration bound = Duration.ofMillis(1500);
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
                HttpPoster poster = poster(Optional.empty(), bound)) {
            PostResult result = send(poster, "https://localhost:" + silent.getLocalPort() + "/");

            assertThat(reason(result)).isIn(FailureReason.TIMEOUT, FailureReason.TLS_FAILED);
            assertThat(Duration.ofMillis(result.timings().totalMs())).isGreaterThanOrEqualTo(bound.minusMillis(50));
        }
    }

    private static PostResult post(SSLContext server, Optional<Path> extraAuthorities) {
        try (Receiver receiver = Receiver.start(server);
                HttpPoster poster = poster(extraAuthorities, EXCHANGE)) {
            receiver.answers("/", Behaviour.status(200));
            return send(poster, receiver.url("localhost", "/").toString());
        }
    }

    private static PostResult send(HttpPoster poster, String url) {
        SignedRequest request = new SignedRequest(url, List.of(), List.of(), new byte[] {'{', '}'});
        return poster.post(request).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static FailureReason reason(PostResult result) {
        return ((PostResult.Unanswered) result).reason();
    }

    private static HttpPoster poster(Optional<Path> extraAuthorities, Duration exchange) {
        TargetGuard guard = new TargetGuard(List.of("127.0.0.0/8", "::1/128"), false);
        return new HttpPoster(
                HttpClients.start(
                        new GuardedResolver(guard, NAMES, CONNECT),
                        Trust.context(extraAuthorities),
                        10,
                        CONNECT,
                        exchange),
                guard,
                CONNECT,
                exchange,
                InstantSource.system());
    }
}
