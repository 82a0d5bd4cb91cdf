package com.stairoids.webhooks.sender.post;

import com.stairoids.webhooks.schemas.attempt.Happening.HttpHeader;
import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;

/**
 * One POST under way: its clock and what has come of its answer. The clock has two bounds: one until the TCP connection
 * is established, DNS included, then one over all the rest, TLS and the last byte of the answer included; on a
 * connection that was already open the second runs from the request on. Its methods are called by the client's threads
 * and the timer's; its monitor guards its state, and whichever ends it first decides the result.
 */
final class Exchange {
    static final String ATTRIBUTE = Exchange.class.getName();

    /**
     * Bound on the answer's header lines that are kept, in characters; further lines are left out. JSON may make six of
     * one, and an entry that its topic does not take would keep all that is committed with it from being committed.
     */
    static final int KEPT_HEADER_CHARACTERS = 64 * 1024;

    private final CompletableFuture<PostResult> result = new CompletableFuture<>();
    private final ScheduledExecutorService timer;
    private final Duration exchangeTimeout;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);

    private ScheduledFuture<?> deadline;
    private @Nullable Future<?> request;
    private @Nullable String resolving;
    private @Nullable ModalCloseable socket;
    private @Nullable Runnable discard;
    private boolean written;
    private @Nullable HttpResponse head;
    private boolean running;
    private boolean bodyTruncated;
    private @Nullable Long connectMs;

    Exchange(ScheduledExecutorService timer, Instant startedAt, Duration connectTimeout, Duration exchangeTimeout) {
        this.timer = timer;
        this.exchangeTimeout = exchangeTimeout;
        this.startedAt = startedAt;
        this.deadline =
                timer.schedule(() -> expireUnconnected(connectTimeout), connectTimeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    CompletableFuture<PostResult> result() {
        return result;
    }

    /** The client's handle, to cut the exchange short with. */
    synchronized void request(Future<?> newRequest) {
        request = newRequest;
        if (result.isDone()) {
            newRequest.cancel(true);
        }
    }

    /**
     * How its connection is closed and given back, once the request is being written. The handle of {@link #request} does that
     * only where the last thing that the client waited for was the answer: with a connection that was open it is the
     * connection, and the answer would be waited for as long as the endpoint pleases.
     */
    synchronized void discard(Runnable newDiscard) {
        discard = newDiscard;
    }

    /** The name servers are being asked. */
    synchronized void resolving(String host) {
        resolving = host;
    }

    /** The address is known. */
    synchronized void resolved() {
        resolving = null;
    }

    /** The TCP connection is established: the contract's clock starts. From here to the request, the socket is ours to close. */
    synchronized void connected(ModalCloseable newSocket) {
        if (result.isDone()) {
            newSocket.close(CloseMode.IMMEDIATE);
            return;
        }
        socket = newSocket;
        connectMs = elapsedMs();
        startClock();
    }

    /** The request is being written: on a reused connection, the clock starts here. */
    synchronized void requestStarted() {
        socket = null;
        written = true;
        startClock();
    }

    private void startClock() {
        if (!running && !result.isDone()) {
            running = true;
            deadline.cancel(false);
            deadline = timer.schedule(
                    () -> expire(
                            FailureReason.TIMEOUT,
                            "No complete answer within " + exchangeTimeout.toMillis() + " ms of the connection."),
                    exchangeTimeout.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    synchronized void head(HttpResponse response) {
        head = response;
    }

    /**
     * Takes a part of the answer's body.
     *
     * @return whether more is wanted; if not, the exchange has ended with what there is, and the connection is of no use
     */
    synchronized boolean body(byte[] part) {
        if (result.isDone()) {
            return false;
        }
        int room = Response.BODY_BYTES - body.size();
        body.write(part, 0, Math.min(part.length, room));
        if (part.length > room) {
            bodyTruncated = true;
            complete();
        }
        return !bodyTruncated;
    }

    /** The answer is complete. */
    synchronized void complete() {
        if (result.isDone()) {
            return;
        }
        Response response = response();
        if (response == null) {
            fail(FailureReason.PROTOCOL_ERROR, "The answer had no status.");
        } else {
            end(new PostResult.Answered(response, timings()));
        }
    }

    /** There will be no complete answer. */
    synchronized void fail(FailureReason reason, String error) {
        end(new PostResult.Unanswered(reason, error, response(), timings()));
    }

    private void expireUnconnected(Duration connectTimeout) {
        String host;
        synchronized (this) {
            host = resolving;
        }
        if (host == null) {
            expire(
                    FailureReason.CONNECT_TIMEOUT,
                    "No connection was established within " + connectTimeout.toMillis() + " ms.");
        } else {
            expire(
                    FailureReason.DNS_FAILED,
                    "The name " + host + " was not resolved within " + connectTimeout.toMillis() + " ms.");
        }
    }

    private void expire(FailureReason reason, String error) {
        Future<?> cut;
        Runnable close;
        synchronized (this) {
            fail(reason, error);
            cut = request;
            close = written ? discard : null;
        }
        if (cut != null) {
            cut.cancel(true);
        }
        if (close != null) {
            close.run();
        }
    }

    private void end(PostResult ended) {
        deadline.cancel(false);
        if (result.complete(ended) && socket != null) {
            socket.close(CloseMode.IMMEDIATE);
            socket = null;
        }
    }

    private @Nullable Response response() {
        if (head == null) {
            return null;
        }
        return new Response(head.getCode(), lines(head), body.toByteArray(), bodyTruncated);
    }

    private static List<HttpHeader> lines(HttpResponse head) {
        List<HttpHeader> kept = new ArrayList<>();
        int characters = 0;
        for (Header header : head.getHeaders()) {
            HttpHeader line = line(header);
            characters += line.name().length() + line.value().length();
            if (characters > KEPT_HEADER_CHARACTERS) {
                break;
            }
            kept.add(line);
        }
        return kept;
    }

    private static HttpHeader line(Header header) {
        return new HttpHeader(header.getName(), header.getValue() == null ? "" : header.getValue());
    }

    private Timings timings() {
        return new Timings(startedAt, connectMs, elapsedMs());
    }

    private long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
