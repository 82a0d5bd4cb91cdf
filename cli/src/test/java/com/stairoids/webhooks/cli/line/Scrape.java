package com.stairoids.webhooks.cli.line;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} served, in Prometheus's text format.
 *
 * @param labels of each metric, without {@code role} and a histogram's {@code le}; a histogram is one metric, the largest value
 *     that Micrometer serves beside it included
 */
record Scrape(String text, Map<String, Set<String>> labels) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Set<String> OF_ALL = Set.of("role", "le");

    static Scrape of(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                labels.computeIfAbsent(family(sample.group(1), types), _ -> new TreeSet<>())
                        .addAll(labelNames(sample.group(2)));
            } else if (!line.startsWith("# HELP ")) {
                throw new AssertionError("no line of Prometheus's text format: " + line);
            }
        }
        return new Scrape(text, labels);
    }

    private static String family(String sample, Map<String, String> types) {
        String cut = sample.replaceFirst("_(bucket|count|sum|max)$", "");
        return "histogram".equals(types.get(cut)) ? cut : sample;
    }

    private static Set<String> labelNames(@Nullable String all) {
        Set<String> names = new TreeSet<>();
        if (all != null) {
            LABEL.matcher(all).results().map(label -> label.group(1)).forEach(names::add);
        }
        names.removeAll(OF_ALL);
        return names;
    }
}
