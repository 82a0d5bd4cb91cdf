package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sets connections up without holding up a thread: name, TCP, TLS, in this order, and tells the exchange that wants the
 * connection where it stands. The exchange gets the socket as soon as there is one, and closes it where it ends first:
 * the client forgets a connection whose request was cancelled in the middle of a handshake, and would leave it open.
 */
final class ConnectionOperator extends DefaultAsyncClientConnectionOperator {
    private final GuardedResolver resolver;

    ConnectionOperator(TlsStrategy tls, SchemePortResolver ports, GuardedResolver resolver) {
        super(
                RegistryBuilder.<TlsStrategy>create()
                        .register(URIScheme.HTTPS.getId(), tls)
                        .build(),
                ports,
                resolver);
        this.resolver = resolver;
    }

    @Override
    public Future<ManagedAsyncClientConnection> connect(
            ConnectionInitiator initiator,
            HttpHost host,
            @Nullable Path unixDomainSocket,
            @Nullable NamedEndpoint name,
            @Nullable SocketAddress local,
            Timeout connectTimeout,
            Object attachment,
            HttpContext context,
            FutureCallback<ManagedAsyncClientConnection> callback) {
        if (!(context.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange)) {
            throw new IllegalStateException("a connection is only made for an exchange");
        }
        ComplexFuture<ManagedAsyncClientConnection> future = new ComplexFuture<>(callback);
        exchange.resolving(host.getHostName());
        var _ = resolver.prepare(host.getHostName())
                .thenRun(() -> {
                    if (!future.isDone()) {
                        future.setDependency(super.connect(
                                new WatchedInitiator(initiator, exchange),
                                host,
                                unixDomainSocket,
                                name,
                                local,
                                connectTimeout,
                                attachment,
                                context,
                                new Handover(future)));
                    }
                })
                .exceptionally(thrown -> {
                    future.failed(new IOException("the connection could not be started", thrown));
                    return null;
                });
        return future;
    }

    /** Gives the connection on, or closes it where nobody wants it any more. */
    private record Handover(ComplexFuture<ManagedAsyncClientConnection> future)
            implements FutureCallback<ManagedAsyncClientConnection> {
        @Override
        public void completed(ManagedAsyncClientConnection connection) {
            if (!future.completed(connection)) {
                connection.close(CloseMode.IMMEDIATE);
            }
        }

        @Override
        public void failed(Exception cause) {
            future.failed(cause);
        }

        @Override
        public void cancelled() {
            future.cancel();
        }
    }

    private record WatchedInitiator(ConnectionInitiator initiator, Exchange exchange) implements ConnectionInitiator {
        @Override
        public Future<IOSession> connect(
                NamedEndpoint remote,
                SocketAddress remoteAddress,
                SocketAddress local,
                Timeout timeout,
                Object attachment,
                FutureCallback<IOSession> callback) {
            exchange.resolved();
            return initiator.connect(
                    remote, remoteAddress, local, timeout, attachment, new CallbackContribution<>(callback) {
                        @Override
                        public void completed(IOSession session) {
                            exchange.connected(session);
                            callback.completed(session);
                        }
                    });
        }
    }
}
