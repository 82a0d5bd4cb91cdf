package com.stairoids.webhooks.cli.endpoint;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.deadletters.TopicScan;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.json.MalformedJsonException;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/**
 * The endpoints of the subscriptions topic at one moment: on file a JSON object on each line, the last of which says how many
 * there are, so that a file that was cut is known.
 *
 * @param endpoints the records' values by their keys
 * @param end an offset of the topic behind all of them
 */
record Backup(Map<String, byte[]> endpoints, long end) {
    /** All that was committed before the call. */
    static Backup of(KafkaSettings kafka) {
        Map<String, byte[]> endpoints = new LinkedHashMap<>();
        try (Stream<ConsumerRecord<String, byte[]>> records =
                TopicScan.streamToLogEnd(kafka, Topic.SUBSCRIPTIONS, new StringDeserializer(), null)) {
            for (ConsumerRecord<String, byte[]> record : (Iterable<ConsumerRecord<String, byte[]>>) records::iterator) {
                if (record.value() == null) {
                    endpoints.remove(record.key());
                } else {
                    endpoints.put(record.key(), record.value());
                }
            }
        }
        return new Backup(endpoints, end(kafka));
    }

    /** Of all that was ever written, compacted or not. */
    private static long end(KafkaSettings kafka) {
        Map<String, Object> uncommitted = new HashMap<>(kafka.consumer());
        uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        TopicPartition partition = new TopicPartition(Topic.SUBSCRIPTIONS.topicName(), 0);
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(uncommitted)) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    void write(PrintStream out) {
        endpoints.forEach((key, value) -> out.println(
                Json.writeText(Map.of("key", key, "value", Base64.getEncoder().encodeToString(value)))));
        out.println(Json.writeText(Map.of("endpoints", endpoints.size(), "end", end)));
        out.flush();
    }

    /** @throws CommandFailedException where it is no backup, or not the whole of one */
    static Backup read(BufferedReader in) throws IOException {
        Map<String, byte[]> endpoints = new LinkedHashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode object = object(line);
            if (object.has("end")) {
                return whole(
                        new Backup(endpoints, object.path("end").asLong()),
                        object.path("endpoints").asInt(-1));
            }
            endpoints.put(object.path("key").asString(), value(object));
        }
        throw new CommandFailedException(
                "this is not the whole of a backup: its last line is missing. Take another one.");
    }

    boolean has(String key, byte[] value) {
        return Arrays.equals(endpoints.get(key), value);
    }

    private static Backup whole(Backup read, int promised) {
        if (read.endpoints.size() != promised) {
            throw new CommandFailedException("this backup says that it has " + promised + " endpoints, and has "
                    + read.endpoints.size() + ". Take another one.");
        }
        return read;
    }

    private static JsonNode object(String line) {
        try {
            return Json.readTree(line);
        } catch (MalformedJsonException e) {
            throw notABackup(e);
        }
    }

    private static byte[] value(JsonNode object) {
        try {
            return Base64.getDecoder().decode(object.path("value").asString());
        } catch (IllegalArgumentException e) {
            throw notABackup(e);
        }
    }

    private static CommandFailedException notABackup(Exception cause) {
        return new CommandFailedException(
                "this is no backup of endpoints: name a file that `webhooks endpoints backup` wrote.", cause);
    }
}
