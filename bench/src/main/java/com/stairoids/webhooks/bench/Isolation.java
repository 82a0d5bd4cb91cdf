package com.stairoids.webhooks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the slices of a run say.
 *
 * @param ratio p99 of a hostile slice to that of the clean one before it, median of the pairs
 * @param noise p99 of a clean slice to that of its neighbour, the larger to the smaller, median
 * @param throughput what arrived within the hostile slices, of what was offered in them
 */
record Isolation(double ratio, double noise, double throughput) {

    /** @param pairs one or more */
    static Isolation of(List<IsolationBench.Pair> pairs) {
        List<Double> ratios = new ArrayList<>();
        List<Double> noise = new ArrayList<>();
        long offered = 0;
        long arrived = 0;
        for (int i = 0; i < pairs.size(); i++) {
            double clean = pairs.get(i).clean().millis(99);
            ratios.add(pairs.get(i).hostile().millis(99) / clean);
            if (i > 0) {
                double before = pairs.get(i - 1).clean().millis(99);
                noise.add(Math.max(clean, before) / Math.min(clean, before));
            }
            offered += pairs.get(i).hostile().offered();
            arrived += pairs.get(i).hostile().inTime();
        }
        return new Isolation(median(ratios), noise.isEmpty() ? 1 : median(noise), (double) arrived / offered);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
