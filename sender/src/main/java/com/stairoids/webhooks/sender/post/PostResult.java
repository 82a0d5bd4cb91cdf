package com.stairoids.webhooks.sender.post;

import com.stairoids.webhooks.schemas.attempt.Happening.Response;
import com.stairoids.webhooks.schemas.attempt.Happening.Timings;
import com.stairoids.webhooks.schemas.delivery.FailureReason;
import org.jspecify.annotations.Nullable;

/** How a POST ended. */
public sealed interface PostResult {
    Timings timings();

    /** A complete answer, whatever its status. */
    record Answered(Response response, Timings timings) implements PostResult {}

    /**
     * No complete answer.
     *
     * @param error a sentence for the customer
     * @param partial what had come of the answer; null where no status line had
     */
    record Unanswered(
            FailureReason reason, String error, @Nullable Response partial, Timings timings) implements PostResult {}
}
