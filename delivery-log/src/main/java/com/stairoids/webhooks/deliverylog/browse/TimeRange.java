package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.DeliveryPosition;
import com.stairoids.webhooks.deliverylog.DeliveryQuery;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Which positions a query asks for: keys from {@link #first} to {@link #last}, where those are in order. */
record TimeRange(
        @Nullable DeliveryPosition after,
        @Nullable DeliveryPosition newest,
        @Nullable DeliveryPosition oldest) {
    /** The last millisecond that a clock may well have, in the year 9999. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    static TimeRange of(DeliveryQuery query) {
        Instant from = query.from();
        Instant until = query.until();
        return new TimeRange(
                query.after(),
                until == null ? null : DeliveryPosition.lastBefore(millisecondsFrom(until)),
                from == null ? null : new DeliveryPosition(millisecondsFrom(from), 0, 0));
    }

    Bytes first(byte[] prefix) {
        Bytes behind = after == null ? Bytes.wrap(prefix) : LogKeys.behind(prefix, after);
        Bytes bound = newest == null ? behind : LogKeys.at(prefix, newest);
        return behind.compareTo(bound) > 0 ? behind : bound;
    }

    Bytes last(byte[] prefix) {
        return oldest == null ? LogKeys.last(prefix) : LogKeys.at(prefix, oldest);
    }

    /** The first millisecond that is not before {@code instant}, in the time that there are records of. */
    private static long millisecondsFrom(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return 0;
        }
        Instant sane = instant.isAfter(LATEST) ? LATEST : instant;
        return sane.plusNanos(999_999).toEpochMilli();
    }
}
