package com.stairoids.webhooks.testing.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a Docker engine answers where the environment says it should be. Asks the engine itself, in milliseconds:
 * Testcontainers tries every place it knows and logs each failure at length.
 */
final class DockerEngine {
    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] PING = "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HEALTHY = "HTTP/1.";

    private DockerEngine() {}

    /** @param dockerHost the variable {@code DOCKER_HOST}, if set */
    static boolean answers(Optional<String> dockerHost) {
        Optional<SocketAddress> address = address(URI.create(dockerHost.orElse(DEFAULT_HOST)));
        return address.isPresent()
                && CompletableFuture.supplyAsync(() -> ping(address.get()), task -> Thread.startVirtualThread(task))
                        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
    }

    private static Optional<SocketAddress> address(URI host) {
        String scheme = host.getScheme();
        if ("unix".equals(scheme)) {
            return Optional.of(UnixDomainSocketAddress.of(Path.of(host.getPath())));
        }
        if ("tcp".equals(scheme) && host.getHost() != null && host.getPort() > 0) {
            return Optional.of(new InetSocketAddress(host.getHost(), host.getPort()));
        }
        return Optional.empty();
    }

    private static boolean ping(SocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(PING));
            byte[] answer = Channels.newInputStream(channel).readNBytes(HEALTHY.length() + "1 200".length());
            String status = new String(answer, StandardCharsets.US_ASCII);
            return status.startsWith(HEALTHY) && status.endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }
}
