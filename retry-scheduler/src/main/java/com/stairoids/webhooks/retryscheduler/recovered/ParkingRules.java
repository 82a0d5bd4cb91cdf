package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.schemas.delivery.Parking;
import java.time.Duration;

/**
 * How long what is parked waits, and for whom.
 *
 * @param askAfter how long nobody may have granted anything before one is let go to find out who answers
 * @param parkedAtMost how long a delivery may be parked, all times together; then it dies
 * @param batch bounds on what is let go in one transaction
 */
public record ParkingRules(Duration askAfter, Duration parkedAtMost, BatchBounds batch) {
    /** When a delivery dies, whose deadline is by {@link Parking#LONGEST}. */
    long diesAt(long deadline) {
        return deadline - Parking.LONGEST.toMillis() + parkedAtMost.toMillis();
    }
}
