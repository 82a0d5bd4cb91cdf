package com.stairoids.webhooks.sender.post;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Passes the answer on to its exchange, and closes the connection where the answer is longer than is kept of it. */
final class AnswerConsumer implements AsyncResponseConsumer<Boolean> {
    private final Exchange exchange;
    private @Nullable FutureCallback<Boolean> callback;

    AnswerConsumer(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entityDetails,
            HttpContext context,
            FutureCallback<Boolean> resultCallback) {
        callback = resultCallback;
        exchange.head(response);
        if (entityDetails == null) {
            end();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx: the final answer is still to come.
    }

    @Override
    public void updateCapacity(CapacityChannel capacityChannel) throws IOException {
        capacityChannel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        byte[] part = new byte[source.remaining()];
        source.get(part);
        if (!exchange.body(part)) {
            throw new LongAnswerException();
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        end();
    }

    @Override
    public void failed(Exception cause) {
        // The client's callback is told as well.
    }

    @Override
    public void releaseResources() {
        // Nothing is held.
    }

    private void end() {
        if (callback != null) {
            callback.completed(true);
        }
    }

    /** Ends the exchange, and with it the connection: reading on would only cost time. */
    private static final class LongAnswerException extends IOException {
        private LongAnswerException() {
            super("the answer is longer than is kept");
        }
    }
}
