package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.testing.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** All that is in any topic: keys, values and headers. */
final class TopicTexts {
    private TopicTexts() {}

    static String all(String bootstrapServers) {
        return Stream.of(Topic.values())
                .flatMap(topic -> TopicReader.readAll(bootstrapServers, topic).stream())
                .map(TopicTexts::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        Stream<String> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + "=" + text(header.value()));
        return Stream.concat(Stream.of(record.key() + " " + text(record.value())), headers)
                .collect(Collectors.joining(" "));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
