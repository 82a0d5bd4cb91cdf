package com.stairoids.webhooks.deploy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code docs/metrics.md}: rows of a name, its labels and what it says. A test beside the roles holds it to what they serve.
 *
 * @param metrics labels by metric, and by label the values that the page gives, none where it gives none
 */
record MetricsPage(Map<String, Map<String, Set<String>>> metrics) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *((?:`[a-z_*]+`(?:, *)?)+) *\\|([^|]*)\\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern PART_OF_HISTOGRAM = Pattern.compile("_(bucket|count|sum|max)$");

    static MetricsPage read() {
        Map<String, Map<String, Set<String>>> metrics = new LinkedHashMap<>();
        ROW.matcher(ProjectFiles.text(ProjectFiles.DOCS.resolve("metrics.md")))
                .results()
                .forEach(row -> quoted(row.group(1))
                        .forEach(name -> metrics.merge(name, labels(row.group(2)), MetricsPage::together)));
        return new MetricsPage(metrics);
    }

    /** The labels of {@code name}, which may be a histogram's part; empty where the page does not have it. */
    Optional<Map<String, Set<String>>> labelsOf(String name) {
        String whole = PART_OF_HISTOGRAM.matcher(name).replaceFirst("");
        return Optional.ofNullable(metrics.get(name)).or(() -> Optional.ofNullable(metrics.get(whole)));
    }

    /** Two roles may have a metric of one name. */
    private static Map<String, Set<String>> together(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        Map<String, Set<String>> both = new LinkedHashMap<>(one);
        other.forEach((label, values) -> both.merge(label, values, (some, more) -> {
            Set<String> all = new LinkedHashSet<>(some);
            all.addAll(more);
            return all;
        }));
        return both;
    }

    private static Map<String, Set<String>> labels(String cell) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        for (String clause : cell.split(";", -1)) {
            List<String> quoted = quoted(clause);
            if (!quoted.isEmpty()) {
                labels.put(quoted.getFirst(), Set.copyOf(quoted.subList(1, quoted.size())));
            }
        }
        return labels;
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
