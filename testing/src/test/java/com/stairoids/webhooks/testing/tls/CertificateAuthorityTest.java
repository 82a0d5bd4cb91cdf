package com.stairoids.webhooks.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.testing.receiver.Receiver;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private final CertificateAuthority authority = CertificateAuthority.create();

    @Test
    void aClientThatTrustsTheAuthorityReachesItsServer() throws Exception {
        try (Receiver receiver = Receiver.start(authority.server("localhost", "127.0.0.1"))) {
            assertThat(post(authority.client(), receiver.url("/hook"))).isEqualTo(200);
            assertThat(post(authority.client(), receiver.url("localhost", "/hook")))
                    .isEqualTo(200);
            assertThat(receiver.requests()).hasSize(2);
        }
    }

    @Test
    void aServerThatVouchesForItselfIsNotTrusted() {
        refused(CertificateAuthority.selfSignedServer("127.0.0.1"), authority.client());
    }

    @Test
    void anotherAuthoritysServerIsNotTrusted() {
        refused(CertificateAuthority.create().server("127.0.0.1"), authority.client());
    }

    @Test
    void anExpiredServerIsNotTrusted() {
        refused(authority.expiredServer("127.0.0.1"), authority.client());
    }

    @Test
    void aServerOfAnotherNameIsNotTrusted() {
        refused(authority.server("elsewhere.example"), authority.client());
    }

    @Test
    void thePemFileHoldsTheAuthority() throws Exception {
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(read.getSubjectX500Principal().getName()).isEqualTo("CN=Test authority");
    }

    private static void refused(SSLContext server, SSLContext client) {
        try (Receiver receiver = Receiver.start(server)) {
            assertThatThrownBy(() -> post(client, receiver.url("/hook"))).isInstanceOf(SSLHandshakeException.class);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    private static int post(SSLContext tls, URI url) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(
                            HttpRequest.newBuilder(url)
                                    .POST(BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
