package com.stairoids.webhooks.deliverylog.browse;

import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Interval;
import com.stairoids.webhooks.deliverylog.EndpointStatistics.Latency;
import com.stairoids.webhooks.deliverylog.LogUnavailableException;
import com.stairoids.webhooks.deliverylog.StatisticsRange;
import com.stairoids.webhooks.deliverylog.view.HourTotals;
import com.stairoids.webhooks.deliverylog.view.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Adds up an endpoint's hours. */
public final class Statistician {
    private static final Duration HOUR = Duration.ofHours(1);

    private final OpenStores stores;

    public Statistician(OpenStores stores) {
        this.stores = stores;
    }

    /** See {@link com.stairoids.webhooks.deliverylog.DeliveryLog#statistics}. */
    public EndpointStatistics statistics(
            String workspaceId, String endpointId, Instant from, Instant until, Duration step)
            throws LogUnavailableException {
        StatisticsRange range = StatisticsRange.around(from, until, step);
        checkIntervals(range);
        Instant first = range.from();
        Map<Long, HourTotals> byInterval = new HashMap<>();
        for (OpenStores.Partition partition : stores.all()) {
            try (KeyValueIterator<Bytes, byte[]> hours = partition
                    .totals()
                    .range(
                            LogKeys.hour(workspaceId, endpointId, first),
                            LogKeys.hour(workspaceId, endpointId, range.until().minus(HOUR)))) {
                hours.forEachRemaining(hour -> byInterval
                        .computeIfAbsent(interval(first, LogKeys.hour(hour.key), step), _ -> HourTotals.none())
                        .add(HourTotals.of(hour.value)));
            }
        }
        return statistics(range, byInterval);
    }

    private static EndpointStatistics statistics(StatisticsRange range, Map<Long, HourTotals> byInterval) {
        Instant end = range.until();
        HourTotals all = HourTotals.none();
        HourTotals none = HourTotals.none();
        List<Interval> list = new ArrayList<>();
        for (long number = 0; number < range.intervals(); number++) {
            HourTotals totals = byInterval.getOrDefault(number, none);
            Instant begins = range.from().plus(range.step().multipliedBy(number));
            Instant ends = begins.plus(range.step());
            list.add(interval(begins, ends.isBefore(end) ? ends : end, totals));
            all.add(totals);
        }
        return new EndpointStatistics(interval(range.from(), end, all), list);
    }

    private static void checkIntervals(StatisticsRange range) {
        long intervals = range.intervals();
        if (intervals < 1 || intervals > StatisticsRange.MOST_INTERVALS) {
            throw new IllegalArgumentException(
                    "there may be 1 to " + StatisticsRange.MOST_INTERVALS + " intervals, not " + intervals);
        }
    }

    private static long interval(Instant first, Instant hour, Duration step) {
        return Duration.between(first, hour).dividedBy(step);
    }

    private static Interval interval(Instant from, Instant until, HourTotals totals) {
        Histogram durations = totals.durations();
        Latency latency = new Latency(
                durations.getTotalCount(),
                durations.getValueAtPercentile(50),
                durations.getValueAtPercentile(90),
                durations.getValueAtPercentile(95),
                durations.getValueAtPercentile(99),
                durations.getMaxValue());
        return new Interval(from, until, totals.counts(), latency);
    }
}
