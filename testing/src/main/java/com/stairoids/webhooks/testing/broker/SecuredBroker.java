package com.stairoids.webhooks.testing.broker;

import com.stairoids.webhooks.broker.EmbeddedBroker;
import com.stairoids.webhooks.broker.SecuredListener;
import com.stairoids.webhooks.testing.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A Kafka cluster of one in this process that lets clients in by SASL_SSL with SCRAM-SHA-512, without topics. The tests' own
 * tools have a way in that is in clear; no client finds that one by itself.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String USER = "webhooks";
    private static final String PASSWORD = "correct horse";
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final int ITERATIONS = 4096;

    private final EmbeddedBroker broker;
    private final int port;
    private final Path authorities;

    private SecuredBroker(EmbeddedBroker broker, int port, Path authorities) {
        this.broker = broker;
        this.port = port;
        this.authorities = authorities;
    }

    /** @param directory takes its data, and the authority that its clients are to trust */
    public static SecuredBroker start(Path directory) {
        try {
            CertificateAuthority authority = CertificateAuthority.create();
            Path authorities = Files.writeString(directory.resolve("kafka-ca.pem"), authority.pem());
            int port = freePort();
            SecuredListener listener =
                    new SecuredListener(port, "SASL_SSL", configuration(authority.pemServer("127.0.0.1")));
            EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0, Optional.of(listener));
            addUser(broker);
            return new SecuredBroker(broker, port, authorities);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients that encrypt and log in connect. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Where the test's own tools connect. */
    public String bootstrapServersInClear() {
        return broker.bootstrapServers();
    }

    /** What a client must be told, as Kafka's own tools take it. */
    public Map<String, String> clientProperties() {
        return clientProperties(PASSWORD);
    }

    /** The same with another password. */
    public Map<String, String> clientProperties(String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                LOGIN_MODULE + " username=\"" + USER + "\" password=\"" + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authorities.toString());
    }

    @Override
    public void close() {
        broker.close();
    }

    private static Map<String, String> configuration(CertificateAuthority.PemServer server) {
        return Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.key",
                server.key(),
                "ssl.keystore.certificate.chain",
                server.chain(),
                "sasl.enabled.mechanisms",
                MECHANISM,
                "scram-sha-512.sasl.jaas.config",
                LOGIN_MODULE + ";");
    }

    private static void addUser(EmbeddedBroker broker) {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, credential, PASSWORD)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            broker.close();
            throw new IllegalStateException("the user could not be added", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the user was added", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
