package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client as the sender needs it: HTTP/1.1 with keep-alive; no redirects, cookies, authentication, retries or
 * decompression; certificates and host names always verified.
 */
public final class HttpClients {
    /** Bounds on an answer's head, in lines and in bytes a line: all of it must fit an entry of the log. */
    private static final int MAX_HEADER_LINES = 100;

    private static final int MAX_LINE_BYTES = 8 * 1024;

    /** Shorter than the idle time after which common servers hang up (Node.js and uvicorn: 5 s). */
    private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(4);

    private HttpClients() {}

    /**
     * A started client.
     *
     * @param connections most connections, open and idle, 1 or more; a request never waits for one as long as no more are in flight
     * @param connectTimeout bound on one TCP connection attempt
     * @param exchangeTimeout bound on a TLS handshake
     */
    public static CloseableHttpAsyncClient start(
            GuardedResolver resolver,
            SSLContext trust,
            int connections,
            Duration connectTimeout,
            Duration exchangeTimeout) {
        PoolingAsyncClientConnectionManager pool = new Connections(resolver)
                .setTlsStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(trust).buildAsync())
                .setDnsResolver(resolver)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(exchangeTimeout))
                        .build())
                .build();
        CloseableHttpAsyncClient client = builder(pool).build();
        client.start();
        return client;
    }

    private static HttpAsyncClientBuilder builder(PoolingAsyncClientConnectionManager pool) {
        return HttpAsyncClientBuilder.create()
                .setConnectionManager(pool)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADER_LINES)
                        .setMaxLineLength(MAX_LINE_BYTES)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setHardCancellationEnabled(true)
                        .build())
                .addExecInterceptorFirst("exchange", HttpClients::execute)
                .setKeepAliveStrategy(new ShortKeepAlive(KEEP_ALIVE))
                .evictExpiredConnections()
                .evictIdleConnections(KEEP_ALIVE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression();
    }

    /** Tells the exchange how its connection is discarded. */
    private static void execute(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
            exchange.discard(scope.execRuntime::discardEndpoint);
        }
        chain.proceed(request, body, scope, callback);
    }

    private static final class Connections extends PoolingAsyncClientConnectionManagerBuilder {
        private final GuardedResolver resolver;

        private Connections(GuardedResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        protected AsyncClientConnectionOperator createConnectionOperator(
                TlsStrategy tls, SchemePortResolver ports, DnsResolver unused) {
            return new ConnectionOperator(tls, ports, resolver);
        }
    }
}
