package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.IntervalView;
import com.stairoids.webhooks.console.api.StatisticsView;
import java.util.ArrayList;
import java.util.List;

/** How an endpoint's attempts went over a day, in words and in bars. */
public sealed interface Health {
    /** As in {@code 99.2 %}. */
    String successRate();

    /** What the bars show, for whoever cannot see them. */
    String sentence();

    List<Bar> bars();

    /** The log cannot be asked now. */
    record Unknown() implements Health {
        @Override
        public String successRate() {
            return "unknown";
        }

        @Override
        public String sentence() {
            return "The delivery log cannot be asked now.";
        }

        @Override
        public List<Bar> bars() {
            return List.of();
        }
    }

    /** @param statistics by intervals, oldest first */
    record Known(StatisticsView statistics) implements Health {
        @Override
        public String successRate() {
            Double rate = statistics.total().successRate();
            return rate == null ? "–" : Words.percent(rate);
        }

        @Override
        public String sentence() {
            IntervalView total = statistics.total();
            return total.succeeded() + total.failed() == 0
                    ? "No attempts in 24 hours"
                    : total.succeeded() + " attempts succeeded and " + total.failed() + " failed in 24 hours";
        }

        @Override
        public List<Bar> bars() {
            long most = statistics.intervals().stream()
                    .mapToLong(interval -> interval.succeeded() + interval.failed())
                    .max()
                    .orElse(0);
            List<Bar> bars = new ArrayList<>();
            for (IntervalView interval : statistics.intervals()) {
                bars.add(Bar.of(bars.size(), interval, most));
            }
            return bars;
        }
    }

    /**
     * A bar of the sparkline, in its units: failed attempts stand on those that succeeded.
     *
     * @param x of its left edge
     * @param good height of those that succeeded; {@code bad} of those that failed
     */
    record Bar(int x, int good, int bad) {
        static final int HEIGHT = 28;
        static final int STEP = 5;

        static Bar of(int index, IntervalView interval, long most) {
            int whole = height(interval.succeeded() + interval.failed(), most);
            int bad = Math.min(whole, height(interval.failed(), most));
            return new Bar(index * STEP, whole - bad, bad);
        }

        /** What there is can be seen, however little. */
        private static int height(long count, long most) {
            return count == 0 ? 0 : (int) Math.max(2, Math.round((double) count * HEIGHT / most));
        }

        public boolean isEmpty() {
            return good + bad == 0;
        }

        public int top() {
            return HEIGHT - good - bad;
        }

        public int bottom() {
            return HEIGHT - good;
        }
    }
}
