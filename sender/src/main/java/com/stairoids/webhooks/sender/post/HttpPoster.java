package com.stairoids.webhooks.sender.post;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.schemas.target.TargetUrl;
import com.stairoids.webhooks.sender.sign.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/** POSTs requests, each within its bounds of time and to a vetted address. Thread-safe. */
public final class HttpPoster implements AutoCloseable {
    /** Without a charset: JSON has none to choose (RFC 8259, 8.1), and the documentation shows it so. */
    private static final ContentType JSON = ContentType.create("application/json");

    private final CloseableHttpAsyncClient client;
    private final TargetGuard guard;
    private final ScheduledThreadPoolExecutor timer;
    private final Duration connectTimeout;
    private final Duration exchangeTimeout;
    private final InstantSource clock;

    /**
     * @param connectTimeout bound on DNS and TCP together
     * @param exchangeTimeout bound on all that follows
     */
    public HttpPoster(
            CloseableHttpAsyncClient client,
            TargetGuard guard,
            Duration connectTimeout,
            Duration exchangeTimeout,
            InstantSource clock) {
        this.client = client;
        this.guard = guard;
        this.connectTimeout = connectTimeout;
        this.exchangeTimeout = exchangeTimeout;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("exchange-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Sends the request; completes, always normally, once its outcome is known. */
    public CompletableFuture<PostResult> post(SignedRequest request) {
        Exchange exchange = new Exchange(timer, clock.instant(), connectTimeout, exchangeTimeout);
        Optional<String> refusal = TargetUrl.refusal(request.url(), guard);
        if (refusal.isPresent()) {
            exchange.fail(FailureReason.TARGET_REFUSED, refusal.get());
        } else {
            execute(request, URI.create(request.url()), exchange);
        }
        return exchange.result();
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
        timer.shutdownNow();
    }

    private void execute(SignedRequest request, URI url, Exchange exchange) {
        BasicHttpRequest message = new BasicHttpRequest("POST", url);
        for (HttpHeader header : request.headers()) {
            message.addHeader(header.name(), header.value());
        }
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(Exchange.ATTRIBUTE, exchange);
        exchange.request(client.execute(
                new BasicRequestProducer(message, new ClockedBody(request.body(), exchange)),
                new AnswerConsumer(exchange),
                context,
                new Ending(exchange)));
    }

    /** Tells the exchange when the request is written: the client asks for the body once it has a connection. */
    private static final class ClockedBody extends AsyncEntityProducerWrapper {
        private final Exchange exchange;

        private ClockedBody(byte[] body, Exchange exchange) {
            super(new BasicAsyncEntityProducer(body, JSON));
            this.exchange = exchange;
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            exchange.requestStarted();
            super.produce(channel);
        }
    }

    private record Ending(Exchange exchange) implements FutureCallback<Boolean> {
        @Override
        public void completed(Boolean complete) {
            exchange.complete();
        }

        @Override
        public void failed(Exception cause) {
            Failures.tell(exchange, cause);
        }

        @Override
        public void cancelled() {
            exchange.fail(FailureReason.CONNECTION_CLOSED, "The request was cut short by this sender's shutdown.");
        }
    }
}
