package com.stairoids.webhooks.cli.line;

import com.stairoids.webhooks.schemas.delivery.HeaderNames;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Events until it is stopped, each part of a trace of its own: as many as there are to be under way, and another one for each
 * that arrives, so that it finds the line's pace on any machine.
 */
final class SteadyLoad {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final String workspace;
    private final TopicWriter writer;
    private final int underWay;
    private final LongSupplier arrived;
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private SteadyLoad(String workspace, TopicWriter writer, int underWay, LongSupplier arrived) {
        this.workspace = workspace;
        this.writer = writer;
        this.underWay = underWay;
        this.arrived = arrived;
    }

    /** @param arrived how many of the events have so far */
    static SteadyLoad start(String workspace, TopicWriter writer, int underWay, LongSupplier arrived) {
        SteadyLoad load = new SteadyLoad(workspace, writer, underWay, arrived);
        var _ = load.pacer.scheduleWithFixedDelay(load::fillUp, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return load;
    }

    /** Returns the ids of all events, once all are in their topic. */
    Set<String> stop() throws InterruptedException, ExecutionException {
        pacer.shutdown();
        if (!pacer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("an event was not produced in time");
        }
        for (Future<RecordMetadata> written : sent) {
            written.get();
        }
        return IntStream.range(0, sent.size()).mapToObj(i -> "evt_" + i).collect(Collectors.toSet());
    }

    /** The header of an event's trace. */
    static String traceparent(String eventId) {
        String number = "%016x".formatted(1 + Integer.parseInt(eventId.substring("evt_".length())));
        return "00-" + number.repeat(2) + "-" + number + "-01";
    }

    private void fillUp() {
        while (sent.size() - arrived.getAsLong() < underWay) {
            produce();
        }
    }

    private void produce() {
        String id = "evt_" + sent.size();
        String event = "{\"event\":\"signal.created\",\"id\":\"" + id + "\",\"workspace_id\":\"" + workspace
                + "\",\"data\":{\"signal\":{}}}";
        Headers headers =
                new RecordHeaders().add(HeaderNames.TRACEPARENT, traceparent(id).getBytes(StandardCharsets.UTF_8));
        sent.add(writer.send(new ProducerRecord<>(
                Topic.SIGNALS.topicName(), null, null, null, event.getBytes(StandardCharsets.UTF_8), headers)));
    }
}
