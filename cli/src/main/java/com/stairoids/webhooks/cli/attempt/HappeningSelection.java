package com.stairoids.webhooks.cli.attempt;

import com.stairoids.webhooks.cli.bulk.TimeRange;
import com.stairoids.webhooks.schemas.attempt.Happening.CancelReason;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which entries of the log are chosen; those that are given must all hold. */
final class HappeningSelection {
    private static final List<String> REASONS = Stream.of(
                    Arrays.stream(FailureReason.values()).map(FailureReason::code),
                    Arrays.stream(CancelReason.values()).map(CancelReason::code),
                    Stream.of(HappeningFilter.PARKED))
            .flatMap(codes -> codes)
            .toList();

    @Option(names = "--endpoint", paramLabel = "ID", description = "Only this endpoint's.")
    private @Nullable String endpointId;

    @Option(names = "--workspace", paramLabel = "ID", description = "Only this workspace's.")
    private @Nullable String workspaceId;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Only what failed or was cancelled for this reason, such as http-status; "
                    + HappeningFilter.PARKED + " for what was parked.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what happened since: as 2026-01-31T12:00:00Z, or as 2h for two hours ago. What is older is not"
                            + " read.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what happened before; written as --since.")
    private @Nullable String until;

    /**
     * The filter.
     *
     * @throws InvalidSettingException where an option is one that nothing could match
     */
    HappeningFilter filter(InstantSource time) {
        requireId("--endpoint", endpointId);
        requireId("--workspace", workspaceId);
        if (reason != null && !REASONS.contains(reason)) {
            throw new InvalidSettingException("--reason must be one of " + String.join(", ", REASONS));
        }
        TimeRange range = TimeRange.parse(since, until, time);
        return new HappeningFilter(endpointId, workspaceId, reason, range.since(), range.until());
    }

    private static void requireId(String option, @Nullable String text) {
        if (text != null && !Identifiers.isOpaqueId(text)) {
            throw new InvalidSettingException(option + " must be an id, 1 to 128 of A-Z a-z 0-9 _ -, not " + text);
        }
    }
}
