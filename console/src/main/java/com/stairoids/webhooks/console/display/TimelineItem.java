package com.stairoids.webhooks.console.display;

import com.stairoids.webhooks.console.api.AttemptView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to a delivery, or will. */
public sealed interface TimelineItem {
    /** An attempt was made. */
    record Made(AttemptView attempt) implements TimelineItem {}

    /** It came to wait for its endpoint; {@code reason} is a sentence. */
    record Waited(Instant at, String reason) implements TimelineItem {}

    /** It ended without an attempt, or without another one; {@code sentence} says why. */
    record Ended(Instant at, String sentence) implements TimelineItem {}

    /**
     * An attempt is to come.
     *
     * @param at when; null where that is not known
     * @param isDue whether it is the next one, and not only made if those before fail
     * @param afterFailure how long after the failure before it; null where it waits for something else
     */
    record Planned(
            int attempt,
            @Nullable Instant at,
            boolean isDue,
            @Nullable Duration afterFailure) implements TimelineItem {}
}
