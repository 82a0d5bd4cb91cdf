package com.stairoids.webhooks.retryscheduler.asked;

import com.stairoids.webhooks.schemas.attempt.DeliveryIdentity;
import com.stairoids.webhooks.schemas.attempt.Happening;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request once: a new delivery, a word in the log of the one that it replays, and an entry in the ledger, all in
 * Streams' transaction with the request's offset. What the ledger has already is passed over.
 */
final class Replayer implements Processor<byte @Nullable [], Object, byte[], byte[]> {
    private final LedgerRules rules;
    private final Names names;
    private final ReplayCounts counts;

    @SuppressWarnings("NullAway.Init") // Streams calls init first, as for the one below.
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private ReplayLedger ledger;

    Replayer(LedgerRules rules, Names names, ReplayCounts counts) {
        this.rules = rules;
        this.names = names;
        this.counts = counts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        ledger = new ReplayLedger(given.getStateStore(AskedTopology.LEDGER_STORE), rules);
        given.schedule(rules.everySweep(), PunctuationType.WALL_CLOCK_TIME, ledger::sweep);
    }

    @Override
    public void process(Record<byte @Nullable [], Object> record) {
        if (!(record.value() instanceof RequestReader.Asked asked)) {
            throw new IllegalStateException("only requests come here");
        }
        ReplayRequest request = asked.request();
        if (ledger.isAnswered(request)) {
            counts.countRepeated();
            return;
        }
        long now = context.currentSystemTimeMs();
        ledger.enter(request, now);
        forward(request, asked.body(), request.replay().toHeaders(), now, names.deliveries);
        Happening replayed = new Happening.Replayed(
                DeliveryIdentity.of(request.endpointId(), request.delivery(), null),
                Instant.ofEpochMilli(now),
                request.replayId());
        forward(request, Json.write(replayed), new RecordHeaders(), now, names.attempts);
        counts.countSent();
    }

    private void forward(ReplayRequest request, byte[] value, Headers headers, long now, String to) {
        byte[] key = request.endpointId().getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, value, now, headers), to);
    }

    /** The sinks' names. */
    record Names(String deliveries, String attempts) {}
}
