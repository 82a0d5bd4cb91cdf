package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.testing.guarantees.PostArrival;
import com.stairoids.webhooks.testing.process.JavaProcess;
import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.ReceivedRequest;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * The endpoints' servers: one receiver, a path for each endpoint. It keeps of each request what guarantees need, and from
 * whose socket it came.
 */
final class Customers implements AutoCloseable {
    /** The sender's own default: a silent endpoint has been given up by then. */
    private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(10);

    private final Answers answers;
    private final Receiver receiver;
    private final SocketOwners owners;
    private final Map<String, String> endpointIds = new ConcurrentHashMap<>();
    private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();
    private final Set<Long> connections = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Seen> arrivals = new ConcurrentLinkedDeque<>();

    /** @param senders that may hold connections to it, at the time of asking */
    Customers(Answers answers, Supplier<List<JavaProcess>> senders) {
        this.answers = answers;
        this.receiver = Receiver.startForgetful(this::remember);
        this.owners = new SocketOwners(receiver.port(), senders);
    }

    /** Where an endpoint's requests are to go; it answers from now on. */
    URI open(String path) {
        receiver.answers(path, new Behaviour.Depending(this::treat));
        return receiver.url(path);
    }

    /** Under which id an endpoint was registered. */
    void registered(String path, String endpointId) {
        endpointIds.put(path, endpointId);
    }

    /** From now on, for so long, the endpoint takes requests and answers none. */
    void silence(String path, Duration duration) {
        silentUntil.put(path, Instant.now().plus(duration));
    }

    /** Every POST so far, in the order of arrival, more or less. */
    List<PostArrival> arrivals() {
        return arrivals.stream()
                .map(seen -> seen.post().sentBy(owners.of(seen.connection())))
                .toList();
    }

    /** When the last one came; the beginning of time where none did. */
    Instant lastArrival() {
        Seen last = arrivals.peekLast();
        return last == null ? Instant.MIN : last.post().arrivedAt();
    }

    /** Requests that have come and are not answered. */
    int inFlight() {
        Instant now = Instant.now();
        Instant oldest = now.minus(EXCHANGE_TIMEOUT);
        int count = 0;
        Iterator<Seen> latestFirst = arrivals.descendingIterator();
        while (latestFirst.hasNext()) {
            PostArrival arrival = latestFirst.next().post();
            if (arrival.arrivedAt().isBefore(oldest)) {
                return count;
            }
            if (arrival.answeredAt().isAfter(now)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        receiver.close();
        owners.close();
    }

    private Behaviour treat(ReceivedRequest request) {
        if (request.arrivedAt().isBefore(silentUntil.getOrDefault(request.path(), Instant.MIN))) {
            return new Behaviour.Hang();
        }
        String delivery = required(request, "X-Stairoids-Delivery");
        int attempt = attempt(request);
        return new Behaviour.Delayed(
                answers.delay(delivery, attempt), Behaviour.status(answers.status(delivery, attempt)));
    }

    private void remember(ReceivedRequest request) {
        String delivery = required(request, "X-Stairoids-Delivery");
        int attempt = attempt(request);
        Duration wait = request.status().isPresent() ? answers.delay(delivery, attempt) : EXCHANGE_TIMEOUT;
        if (connections.add(request.connection())) {
            receiver.clientPort(request.connection()).ifPresent(port -> owners.want(request.connection(), port));
        }
        PostArrival post = new PostArrival(
                delivery,
                attempt,
                required(request, "webhook-id"),
                endpointIds.getOrDefault(request.path(), request.path()),
                request.arrivedAt(),
                request.arrivedAt().plus(wait),
                request.status().orElse(0),
                Optional.empty());
        arrivals.add(new Seen(request.connection(), post));
    }

    private static int attempt(ReceivedRequest request) {
        return Integer.parseInt(required(request, "X-Stairoids-Attempt"));
    }

    private static String required(ReceivedRequest request, String header) {
        return request.header(header).orElseThrow(() -> new IllegalStateException("a request came without " + header));
    }

    private record Seen(long connection, PostArrival post) {}
}
