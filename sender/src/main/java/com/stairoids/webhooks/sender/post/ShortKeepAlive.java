package com.stairoids.webhooks.sender.post;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Keeps an idle connection for a bounded time, and for a second less than the server announced: a connection that the
 * server closes just as a request goes out costs the customer an attempt.
 */
final class ShortKeepAlive implements ConnectionKeepAliveStrategy {
    private final TimeValue longest;

    ShortKeepAlive(TimeValue longest) {
        this.longest = longest;
    }

    @Override
    public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
        TimeValue announced = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        if (!TimeValue.isPositive(announced)) {
            return longest;
        }
        long safe = announced.toMilliseconds() - 1000;
        return TimeValue.ofMilliseconds(Math.clamp(safe, 0, longest.toMilliseconds()));
    }
}
