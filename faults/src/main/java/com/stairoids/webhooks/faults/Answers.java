package com.stairoids.webhooks.faults;

import java.time.Duration;
import java.util.SplittableRandom;

/** How endpoints answer: the same for the same delivery and attempt, so that a repeated POST is answered as before. */
final class Answers {
    private static final int LEAST_DELAY_MS = 40;
    private static final int DELAY_SPREAD_MS = 120;
    private static final int PER_MILLE = 1000;
    private static final int NEVER = 3;
    private static final int AFTER_THREE = 20;
    private static final int AFTER_ONE = 80;

    private final long seed;

    Answers(long seed) {
        this.seed = seed;
    }

    /** Some tens of milliseconds: a kill finds requests in flight. */
    Duration delay(String deliveryId, int attempt) {
        return Duration.ofMillis(LEAST_DELAY_MS + random(deliveryId, attempt).nextInt(DELAY_SPREAD_MS));
    }

    /** 200, or 503: 3 deliveries in a thousand fail for ever, 20 three times, 80 once. */
    int status(String deliveryId, int attempt) {
        return attempt <= failures(deliveryId) ? 503 : 200;
    }

    private int failures(String deliveryId) {
        int drawn = random(deliveryId, 0).nextInt(PER_MILLE);
        if (drawn < NEVER) {
            return Integer.MAX_VALUE;
        }
        if (drawn < NEVER + AFTER_THREE) {
            return 3;
        }
        return drawn < NEVER + AFTER_THREE + AFTER_ONE ? 1 : 0;
    }

    private SplittableRandom random(String deliveryId, int attempt) {
        return new SplittableRandom(seed + 31L * deliveryId.hashCode() + attempt);
    }
}
