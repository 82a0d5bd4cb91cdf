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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events at an even pace until it is stopped, each part of a trace of its own. */
final class SteadyLoad {
    private final String workspace;
    private final TopicWriter writer;
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private SteadyLoad(String workspace, TopicWriter writer) {
        this.workspace = workspace;
        this.writer = writer;
    }

    static SteadyLoad start(String workspace, TopicWriter writer, Duration between) {
        SteadyLoad load = new SteadyLoad(workspace, writer);
        var _ = load.pacer.scheduleWithFixedDelay(load::produce, 0, between.toMillis(), TimeUnit.MILLISECONDS);
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
