package com.stairoids.webhooks.console.api;

import com.stairoids.webhooks.deliverylog.EndpointStatistics;
import java.util.List;

/** How an endpoint did, in all and by intervals. */
public record StatisticsView(IntervalView total, List<IntervalView> intervals) {
    static StatisticsView of(EndpointStatistics statistics) {
        return new StatisticsView(
                IntervalView.of(statistics.total()),
                statistics.intervals().stream().map(IntervalView::of).toList());
    }
}
