package com.stairoids.webhooks.console.display;

import com.stairoids.webhooks.console.api.AttemptView;
import com.stairoids.webhooks.console.api.DeliveryView;
import com.stairoids.webhooks.console.api.ParkingView;
import com.stairoids.webhooks.deliverylog.DeliveryStatus;
import com.stairoids.webhooks.schemas.delivery.Cause;
import com.stairoids.webhooks.schemas.delivery.RetryTier;
import com.stairoids.webhooks.settings.RetryDelays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened to a delivery, oldest first, and then what will. */
public final class Timeline {
    private Timeline() {}

    /** @param delays between attempts, as this deployment has them */
    public static List<TimelineItem> of(DeliveryView delivery, List<AttemptView> attempts, RetryDelays delays) {
        List<TimelineItem> items = new ArrayList<>();
        attempts.forEach(attempt -> items.add(new TimelineItem.Made(attempt)));
        for (ParkingView parking : Objects.requireNonNullElse(delivery.parkings(), List.<ParkingView>of())) {
            items.add(new TimelineItem.Waited(parking.at(), parking.reason()));
        }
        items.sort(Comparator.comparing(Timeline::at));
        switch (delivery.status()) {
            case RETRYING, PARKED -> items.addAll(planned(delivery, delays));
            case FAILED, CANCELLED ->
                items.add(new TimelineItem.Ended(delivery.since(), DeliveryWords.sentence(delivery)));
            case DELIVERED -> {}
        }
        return items;
    }

    private static List<TimelineItem> planned(DeliveryView delivery, RetryDelays delays) {
        List<TimelineItem> items = new ArrayList<>();
        int next = delivery.attempts() + 1;
        boolean waits = delivery.status() == DeliveryStatus.PARKED;
        @Nullable Instant at = delivery.nextAttemptAt();
        items.add(new TimelineItem.Planned(next, at, true, waits ? null : delay(next, delays)));
        int last = delivery.cause() == Cause.TEST ? next : RetryTier.MAX_ATTEMPTS;
        for (int attempt = next + 1; attempt <= last; attempt++) {
            Duration delay = delay(attempt, delays);
            at = at == null ? null : at.plus(delay);
            items.add(new TimelineItem.Planned(attempt, at, false, delay));
        }
        return items;
    }

    /** From the failure before it; none before the first attempt. */
    private static Duration delay(int attempt, RetryDelays delays) {
        return RetryTier.afterFailure(attempt - 1).map(delays::of).orElse(Duration.ZERO);
    }

    private static Instant at(TimelineItem item) {
        return switch (item) {
            case TimelineItem.Made(AttemptView attempt) -> attempt.at();
            case TimelineItem.Waited(Instant at, String _) -> at;
            case TimelineItem.Ended(Instant at, String _) -> at;
            case TimelineItem.Planned planned -> Objects.requireNonNullElse(planned.at(), Instant.MAX);
        };
    }
}
