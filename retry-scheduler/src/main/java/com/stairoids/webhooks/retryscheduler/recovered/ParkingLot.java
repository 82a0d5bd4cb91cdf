package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.retryscheduler.recovered.WaitingEndpoint.Going;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is parked until it is granted, asked or dead. Everything that changes an endpoint is followed by a look at
 * who is due; what is due later is an alarm's. All of it is the task's thread's, within its transaction.
 */
final class ParkingLot implements Processor<byte[], Arrival, byte[], byte @Nullable []> {
    private final ParkingRules rules;
    private final Departures.Names names;
    private final ParkingMeters allMeters;
    private final Budget budget;

    /** When each endpoint is to be looked at next. */
    private EndpointTimes wakes = new EndpointTimes();

    /** Of each endpoint's first delivery. */
    private EndpointTimes deadlines = new EndpointTimes();

    private long count;

    /** Nobody can have been heard before this task began to listen. */
    private long listeningSince;

    @SuppressWarnings("NullAway.Init") // Streams calls init first, as for all below.
    private ProcessorContext<byte[], byte @Nullable []> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<Bytes, byte[]> parked;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, WaitingEndpoint> endpoints;

    @SuppressWarnings("NullAway.Init")
    private Departures departures;

    @SuppressWarnings("NullAway.Init")
    private ParkingMeters.Lot meters;

    @SuppressWarnings("NullAway.Init")
    private Alarm nextDue;

    @SuppressWarnings("NullAway.Init")
    private Alarm nextBatch;

    ParkingLot(ParkingRules rules, Departures.Names names, ParkingMeters meters) {
        this.rules = rules;
        this.names = names;
        this.allMeters = meters;
        this.budget = new Budget(rules.batch());
    }

    @Override
    public void init(ProcessorContext<byte[], byte @Nullable []> given) {
        context = given;
        parked = given.getStateStore(RecoveredTopology.PARKED_STORE);
        endpoints = given.getStateStore(RecoveredTopology.ENDPOINT_STORE);
        departures = new Departures(given, names, rules);
        nextDue = new Alarm(given, this::letGo);
        nextBatch = new Alarm(given, this::goOn);
        listeningSince = given.currentSystemTimeMs();
        enterAll();
        meters = allMeters.opened();
        meters.has(count, deadlines.earliest());
        setAlarm(listeningSince);
    }

    /** Streams may begin again with the same processor. */
    private void enterAll() {
        count = 0;
        wakes = new EndpointTimes();
        deadlines = new EndpointTimes();
        try (KeyValueIterator<String, WaitingEndpoint> all = endpoints.all()) {
            all.forEachRemaining(each -> enter(each.key, each.value, 0));
        }
    }

    @Override
    public void close() {
        meters.closed();
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        long now = context.currentSystemTimeMs();
        String id = new String(record.key(), StandardCharsets.UTF_8);
        WaitingEndpoint before = endpoint(id);
        keep(
                id,
                switch (record.value()) {
                    case Arrival.Parked arrival -> park(arrival, before, now);
                    case Arrival.Heard heard -> before.heard(heard.health(), now);
                },
                now);
        letGo(now);
    }

    private WaitingEndpoint park(Arrival.Parked arrival, WaitingEndpoint before, long now) {
        parked.put(arrival.at().toBytes(), arrival.record().toBytes());
        meters.arrived();
        return before.parked(arrival.at(), now);
    }

    private void goOn(long now) {
        budget.renew();
        letGo(now);
    }

    /** Whoever is due for longest first; one that used up what the transaction may hold comes last the next time. */
    private void letGo(long now) {
        String due = wakes.due(now);
        while (due != null && budget.hasRoom()) {
            letGo(due, now);
            due = wakes.due(now);
        }
        setAlarm(now);
    }

    private void letGo(String id, long now) {
        WaitingEndpoint endpoint = endpoint(id);
        try (KeyValueIterator<Bytes, byte[]> waiting =
                parked.range(endpoint.head(id).toBytes(), ParkedKey.last(id).toBytes())) {
            Going how = endpoint.goingAt(now, rules, listeningSince);
            while (how != Going.STAYS && budget.hasRoom()) {
                KeyValue<Bytes, byte[]> first = waiting.next();
                if (how == Going.EXPIRED) {
                    departures.expire(id, ParkedRecord.of(first.value), now);
                } else {
                    departures.release(id, ParkedRecord.of(first.value), endpoint.release(how), now);
                }
                parked.put(first.key, null);
                meters.went(how);
                budget.spend(first.value.length);
                ParkedKey next = waiting.hasNext() ? ParkedKey.of(waiting.peekNextKey()) : null;
                endpoint = endpoint.gone(how, next, now);
                how = endpoint.goingAt(now, rules, listeningSince);
            }
        }
        keep(id, endpoint, now);
    }

    private WaitingEndpoint endpoint(String id) {
        WaitingEndpoint known = endpoints.get(id);
        return known == null ? WaitingEndpoint.UNKNOWN : known;
    }

    private void keep(String id, WaitingEndpoint endpoint, long now) {
        count -= endpoint(id).count();
        endpoints.put(id, endpoint.isUnknown() ? null : endpoint);
        enter(id, endpoint, now);
        meters.has(count, deadlines.earliest());
    }

    /** @param notBefore when it may be looked at again at the earliest */
    private void enter(String id, WaitingEndpoint endpoint, long notBefore) {
        count += endpoint.count();
        wakes.set(id, Math.max(notBefore, endpoint.goesAt(rules, listeningSince)));
        deadlines.set(id, endpoint.count() == 0 ? WaitingEndpoint.NEVER : endpoint.headDeadline());
    }

    private void setAlarm(long now) {
        long next = wakes.earliest();
        if (next == WaitingEndpoint.NEVER) {
            return;
        }
        if (next > now) {
            nextDue.set(next, now);
        } else {
            nextBatch.set(now, now);
        }
    }
}
