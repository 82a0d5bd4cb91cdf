package com.stairoids.webhooks.settings;

import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each tier holds a delivery. A tier's topic keeps its name whatever its delay. */
public final class RetryDelays {
    public static final Setting<RetryDelays> DELAYS = Setting.text(
                    "retry.delays",
                    Arrays.stream(RetryTier.values())
                            .map(RetryTier::defaultDelay)
                            .map(Durations::text)
                            .collect(Collectors.joining(",")),
                    "five durations from 1ms to 7d, separated by commas, none shorter than the one before",
                    "Delay before each retry, from the failure before it. The public documentation promises the default.")
            .then(RetryDelays::parse);

    public static final List<Setting<?>> ALL = List.of(DELAYS);

    private static final Duration LONGEST = Duration.ofDays(7);

    private final Map<RetryTier, Duration> delays;

    private RetryDelays(Map<RetryTier, Duration> delays) {
        this.delays = Map.copyOf(delays);
    }

    /** The delay of {@code tier}, 1 ms or more. */
    public Duration of(RetryTier tier) {
        Duration delay = delays.get(tier);
        return delay == null ? tier.defaultDelay() : delay;
    }

    /** How long deliveries wait in each tier's topic. */
    public Map<Topic, Duration> byTopic() {
        return Arrays.stream(RetryTier.values()).collect(Collectors.toMap(RetryTier::topic, this::of));
    }

    private static RetryDelays parse(String text) {
        List<Duration> parsed = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Durations::parse)
                .toList();
        if (parsed.size() != RetryTier.values().length) {
            throw new IllegalArgumentException("it names " + parsed.size() + " delays");
        }
        Duration before = Duration.ofMillis(1);
        for (Duration delay : parsed) {
            if (delay.compareTo(before) < 0 || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("one of them is out of bounds or shorter than the one before");
            }
            before = delay;
        }
        Iterator<Duration> inOrder = parsed.iterator();
        return new RetryDelays(
                Arrays.stream(RetryTier.values()).collect(Collectors.toMap(tier -> tier, _ -> inOrder.next())));
    }
}
