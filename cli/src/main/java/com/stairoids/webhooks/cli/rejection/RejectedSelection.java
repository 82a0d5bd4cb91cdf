package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.cli.bulk.TimeRange;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which rejected events are chosen; those that are given must all hold. */
final class RejectedSelection {
    /** Where the router reads events. */
    static final Set<String> SOURCES = Arrays.stream(EventType.values())
            .map(type -> type.topic().topicName())
            .collect(Collectors.toCollection(TreeSet::new));

    /** Codes are the router's to make: one that is spelt like a code may be new. */
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with this reason, such as malformed-json.")
    private @Nullable String reason;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only from this topic, such as stairoids.signals.")
    private @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those refused since: as 2026-01-31T12:00:00Z, or as 2h for two hours ago.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those refused before; written as --since.")
    private @Nullable String until;

    @Option(
            names = "--record",
            paramLabel = "P:O",
            split = ",",
            description = "Only this one, by its partition and offset, as in 3:17. Repeatable.")
    private List<String> records = new ArrayList<>();

    /**
     * What is chosen.
     *
     * @throws InvalidSettingException where an option is one that nothing could match
     */
    Chosen chosen(InstantSource time) {
        if (topic != null && !SOURCES.contains(topic)) {
            throw new InvalidSettingException("--topic must be one of " + String.join(", ", SOURCES));
        }
        if (reason != null && !CODE.matcher(reason).matches()) {
            throw new InvalidSettingException("--reason must be a code such as malformed-json");
        }
        Set<RejectedId> ids = records.stream().map(RejectedId::require).collect(Collectors.toSet());
        TimeRange range = TimeRange.parse(since, until, time);
        return new Chosen(reason, topic, range.since(), range.until(), ids);
    }

    /** Null, and no ids, stand for any. */
    record Chosen(
            @Nullable String reason,
            @Nullable String topic,
            @Nullable Instant since,
            @Nullable Instant until,
            Set<RejectedId> ids)
            implements Predicate<RejectedEvent> {
        @Override
        public boolean test(RejectedEvent event) {
            return (reason == null || reason.equals(event.reason()))
                    && (topic == null || topic.equals(event.sourceTopic()))
                    && (since == null || !event.at().isBefore(since))
                    && (until == null || event.at().isBefore(until))
                    && (ids.isEmpty() || ids.contains(event.id()));
        }
    }
}
