package com.stairoids.webhooks.schemas.delivery;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The waits between attempts, in order. The delays are the public documentation's; a setting may change a delay, never
 * the topic's name.
 */
public enum RetryTier {
    FIRST(1, Topic.RETRY_1M, Duration.ofMinutes(1)),
    SECOND(2, Topic.RETRY_5M, Duration.ofMinutes(5)),
    THIRD(3, Topic.RETRY_30M, Duration.ofMinutes(30)),
    FOURTH(4, Topic.RETRY_2H, Duration.ofHours(2)),
    FIFTH(5, Topic.RETRY_8H, Duration.ofHours(8));

    /** One first attempt and one after each tier. */
    public static final int MAX_ATTEMPTS = values().length + 1;

    private final int afterFailure;
    private final Topic topic;
    private final Duration defaultDelay;

    RetryTier(int afterFailure, Topic topic, Duration defaultDelay) {
        this.afterFailure = afterFailure;
        this.topic = topic;
        this.defaultDelay = defaultDelay;
    }

    public Topic topic() {
        return topic;
    }

    public Duration defaultDelay() {
        return defaultDelay;
    }

    /** Where a delivery waits after its {@code attempts}th failure, 1 or more; empty after the last. */
    public static Optional<RetryTier> afterFailure(int attempts) {
        return Arrays.stream(values())
                .filter(tier -> tier.afterFailure == attempts)
                .findFirst();
    }
}
