package com.stairoids.webhooks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.jspecify.annotations.Nullable;

/** The HTTP client that the sender uses, with nothing around it: what a POST costs at least. */
final class BareClient implements AutoCloseable {
    private final CloseableHttpAsyncClient client;
    private final int concurrency;

    /** @param concurrency most requests in flight */
    BareClient(int concurrency) {
        this.concurrency = concurrency;
        this.client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(concurrency)
                        .setMaxConnPerRoute(concurrency)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
        client.start();
    }

    /** Posts the body {@code count} times and returns the POSTs a second. */
    double rate(URI url, byte[] body, int count) throws InterruptedException {
        Semaphore free = new Semaphore(concurrency);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            free.acquire();
            SimpleHttpRequest request = SimpleRequestBuilder.post(url)
                    .setBody(body, ContentType.APPLICATION_JSON)
                    .build();
            var _ = client.execute(request, new Release(free, failure));
        }
        free.acquire(concurrency);
        long nanos = System.nanoTime() - started;
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the bare client failed", failed);
        }
        return count * 1e9 / nanos;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Release(Semaphore free, AtomicReference<@Nullable Exception> failure)
            implements FutureCallback<SimpleHttpResponse> {
        @Override
        public void completed(SimpleHttpResponse response) {
            if (response.getCode() != 200) {
                failure.compareAndSet(null, new IllegalStateException("answered " + response.getCode()));
            }
            free.release();
        }

        @Override
        public void failed(Exception exception) {
            failure.compareAndSet(null, exception);
            free.release();
        }

        @Override
        public void cancelled() {
            failed(new IllegalStateException("cancelled"));
        }
    }
}
