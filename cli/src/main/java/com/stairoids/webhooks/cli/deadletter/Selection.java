package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.bulk.TimeRange;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.event.EventType;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which dead letters are chosen; those that are given must all hold. */
final class Selection {
    @Option(names = "--endpoint", paramLabel = "ID", description = "Only this endpoint's.")
    private @Nullable String endpointId;

    @Option(names = "--workspace", paramLabel = "ID", description = "Only this workspace's.")
    private @Nullable String workspaceId;

    @Option(names = "--event", paramLabel = "TYPE", description = "Only of this event type.")
    private @Nullable String eventType;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with this reason, such as http-status.")
    private @Nullable String reason;

    @Option(
            names = "--status",
            paramLabel = "CODE",
            description = "Only where this was the last answer's status, such as 503.")
    private @Nullable Integer status;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those given up since: as 2026-01-31T12:00:00Z, or as 2h for two hours ago.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those given up before; written as --since.")
    private @Nullable String until;

    @Option(
            names = "--id",
            paramLabel = "ID",
            split = ",",
            description = "Only this delivery, or this event's deliveries. Repeatable.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--ids-from",
            paramLabel = "FILE",
            description = "Only those whose ids are in this file, one a line.")
    private @Nullable Path idsFile;

    /**
     * The filter.
     *
     * @throws InvalidSettingException where an option is one that nothing could match
     */
    DeadLetterFilter filter(InstantSource time) {
        TimeRange range = TimeRange.parse(since, until, time);
        requireId("--endpoint", endpointId);
        requireId("--workspace", workspaceId);
        if (eventType != null && EventType.ofWireName(eventType).isEmpty()) {
            throw new InvalidSettingException("--event must be one of " + EventType.wireNames());
        }
        if (reason != null
                && Arrays.stream(FailureReason.values())
                        .noneMatch(known -> known.code().equals(reason))) {
            throw new InvalidSettingException("--reason must be one of "
                    + String.join(
                            ", ",
                            Arrays.stream(FailureReason.values())
                                    .map(FailureReason::code)
                                    .toList()));
        }
        if (status != null && (status < 100 || status > 599)) {
            throw new InvalidSettingException("--status must be a status of HTTP, 100 to 599");
        }
        return new DeadLetterFilter(
                endpointId, workspaceId, eventType, reason, status, range.since(), range.until(), allIds());
    }

    private Set<String> allIds() {
        Set<String> all = new LinkedHashSet<>(ids);
        if (idsFile != null) {
            read(idsFile).map(String::strip).filter(line -> !line.isEmpty()).forEach(all::add);
            if (all.isEmpty()) {
                throw new InvalidSettingException("--ids-from " + idsFile + " holds no id");
            }
        }
        all.forEach(id -> requireId("--id", id));
        return all;
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
        } catch (IOException e) {
            throw new InvalidSettingException("--ids-from " + file + " cannot be read as text, an id on each line", e);
        }
    }

    private static void requireId(String option, @Nullable String text) {
        if (text != null && !Identifiers.isOpaqueId(text)) {
            throw new InvalidSettingException(option + " must be an id, 1 to 128 of A-Z a-z 0-9 _ -, not " + text);
        }
    }
}
