package com.stairoids.webhooks.sender.admit;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.sender.consume.Assignment;
import com.stairoids.webhooks.sender.consume.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is next. Each endpoint has a lane with a cap on its requests in flight; lanes with work and room take turns, so
 * that one endpoint's backlog does not go before another's. Not thread-safe: the delivery loop owns it.
 */
public final class Lanes {
    private final int requestsPerEndpoint;
    private final int requests;
    private final Map<EndpointKey, Lane> lanes = new HashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private int inFlight;
    private int waiting;
    private long bytes;

    /**
     * @param requestsPerEndpoint most requests in flight to one endpoint, 1 or more
     * @param requests most requests in flight in all, 1 or more
     */
    public Lanes(int requestsPerEndpoint, int requests) {
        this.requestsPerEndpoint = requestsPerEndpoint;
        this.requests = requests;
    }

    /** Queues a delivery behind its endpoint's others. */
    public void enter(Delivery delivery) {
        Lane lane = lanes.computeIfAbsent(delivery.endpoint(), Lane::new);
        lane.queue.add(delivery);
        waiting++;
        bytes += delivery.body().length;
        offerTurn(lane);
    }

    /** The next delivery that may start, counted as in flight from here on; empty where none may. */
    public Optional<Delivery> next() {
        while (inFlight < requests) {
            Lane lane = turns.poll();
            if (lane == null) {
                return Optional.empty();
            }
            lane.hasTurn = false;
            Delivery delivery = lane.queue.poll();
            if (delivery != null) {
                waiting--;
                lane.inFlight++;
                inFlight++;
                offerTurn(lane);
                return Optional.of(delivery);
            }
            forgetIfIdle(lane);
        }
        return Optional.empty();
    }

    /** A delivery that {@link #next} gave is in flight no more. */
    public void leave(Delivery delivery) {
        Lane lane = lanes.get(delivery.endpoint());
        if (lane == null) {
            throw new IllegalStateException("a delivery left a lane that it never entered");
        }
        lane.inFlight--;
        inFlight--;
        bytes -= delivery.body().length;
        offerTurn(lane);
        forgetIfIdle(lane);
    }

    /** Forgets what waits and belongs to a partition that is being let go. */
    public void drop(Assignment assignment) {
        lanes.values()
                .forEach(lane -> lane.queue.removeIf(delivery -> {
                    boolean goes = delivery.assignment() == assignment;
                    if (goes) {
                        waiting--;
                        bytes -= delivery.body().length;
                    }
                    return goes;
                }));
        lanes.values().removeIf(lane -> lane.queue.isEmpty() && lane.inFlight == 0 && !lane.hasTurn);
    }

    /** Requests in flight. */
    public int inFlight() {
        return inFlight;
    }

    /** Deliveries that wait for their turn. */
    public int waiting() {
        return waiting;
    }

    /** Size of the bodies that wait or are in flight. */
    public long bytes() {
        return bytes;
    }

    private void offerTurn(Lane lane) {
        if (!lane.hasTurn && !lane.queue.isEmpty() && lane.inFlight < requestsPerEndpoint) {
            lane.hasTurn = true;
            turns.add(lane);
        }
    }

    private void forgetIfIdle(Lane lane) {
        if (lane.queue.isEmpty() && lane.inFlight == 0 && !lane.hasTurn) {
            lanes.remove(lane.endpoint);
        }
    }

    private static final class Lane {
        private final EndpointKey endpoint;
        private final Deque<Delivery> queue = new ArrayDeque<>();
        private int inFlight;
        private boolean hasTurn;

        private Lane(EndpointKey endpoint) {
            this.endpoint = endpoint;
        }
    }
}
