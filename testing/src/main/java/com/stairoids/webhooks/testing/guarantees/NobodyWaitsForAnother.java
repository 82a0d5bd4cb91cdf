package com.stairoids.webhooks.testing.guarantees;

import java.util.ArrayList;
import java.util.List;

/**
 * Endpoints that hang, refuse, do not resolve or flap change nobody else's latency or throughput: the median of the pairs'
 * ratios of the 99th percentiles is no more than {@code mostRatio}, or than the ratio of neighbouring clean stretches where
 * that is more, and what was offered to the others arrived.
 *
 * @param pairs one or more
 * @param mostRatio 1 or more
 * @param leastThroughput of what was offered beside hostile endpoints, the part that arrived meanwhile; 0 to 1
 */
public record NobodyWaitsForAnother(List<Pair> pairs, double mostRatio, double leastThroughput) implements Guarantee {
    public NobodyWaitsForAnother {
        pairs = List.copyOf(pairs);
    }

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        double allowed = Math.max(mostRatio, noise());
        if (ratio() > allowed) {
            violations.add("beside hostile endpoints the others' p99 was %.2f times as long, more than %.2f"
                    .formatted(ratio(), allowed));
        }
        if (throughput() < leastThroughput) {
            violations.add("beside hostile endpoints %.4f of what was offered to the others arrived, less than %.4f"
                    .formatted(throughput(), leastThroughput));
        }
        return violations;
    }

    /** p99 beside hostile endpoints to that of the clean stretch before, median of the pairs. */
    public double ratio() {
        return median(pairs.stream()
                .map(pair -> pair.hostileMillis / pair.cleanMillis)
                .toList());
    }

    /** p99 of a clean stretch and of the next one, the longer to the shorter, median; 1 where there is one pair only. */
    public double noise() {
        List<Double> ratios = new ArrayList<>(List.of());
        for (int i = 1; i < pairs.size(); i++) {
            double before = pairs.get(i - 1).cleanMillis;
            double after = pairs.get(i).cleanMillis;
            ratios.add(Math.max(before, after) / Math.min(before, after));
        }
        return ratios.isEmpty() ? 1 : median(ratios);
    }

    /** Of what was offered beside hostile endpoints, the part that arrived before the stretch was over. */
    public double throughput() {
        long offered = pairs.stream().mapToLong(Pair::offered).sum();
        return (double) pairs.stream().mapToLong(Pair::inTime).sum() / offered;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * Two stretches of time in a row: without hostile endpoints, and with them.
     *
     * @param cleanMillis 99th percentile of the others' times, more than 0
     * @param hostileMillis the same beside hostile endpoints
     * @param offered to the others beside hostile endpoints, 1 or more
     * @param inTime of these, what arrived before the stretch was over
     */
    public record Pair(double cleanMillis, double hostileMillis, long offered, long inTime) {}
}
