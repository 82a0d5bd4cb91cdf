package com.stairoids.webhooks.deploy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text in Prometheus's language, or one that quotes it, names. */
record Query(String text) {
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:stairoids|kafka|jvm|process|system|logback)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+) *(?:=~|!~|!=|=) *\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without) *\\(([^)]*)\\)");

    /** The values of each label that a metric is selected by, by metric. */
    Map<String, Map<String, Set<String>>> metrics() {
        Map<String, Map<String, Set<String>>> named = new TreeMap<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            Map<String, Set<String>> labels = named.computeIfAbsent(metric.group(1), _ -> new TreeMap<>());
            if (metric.group(2) != null) {
                MATCHER.matcher(metric.group(2))
                        .results()
                        .forEach(matched -> labels.computeIfAbsent(matched.group(1), _ -> new TreeSet<>())
                                .addAll(Arrays.asList(matched.group(2).split("\\|"))));
            }
        }
        return named;
    }

    /** The labels by which results are grouped. */
    Stream<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(grouping -> Arrays.stream(grouping.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty());
    }
}
