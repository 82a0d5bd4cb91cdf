package com.stairoids.webhooks.cli.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/metrics.md}: below a heading of the second level, rows whose first cell is a metric and whose second one has its
 * labels, each with its values behind it, a semicolon between two.
 *
 * @param sections the labels of each metric, by heading
 */
record MetricsPage(Map<String, Map<String, Set<String>>> sections) {
    private static final Path FILE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\|([^|]*)\\|.*");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    static MetricsPage read() {
        Map<String, Map<String, Set<String>>> sections = new TreeMap<>();
        String section = "";
        try {
            for (String line : Files.readAllLines(FILE)) {
                Matcher row = ROW.matcher(line);
                if (line.startsWith("## ")) {
                    section = line.substring("## ".length());
                } else if (row.matches()) {
                    Set<String> before = sections.computeIfAbsent(section, _ -> new TreeMap<>())
                            .put(row.group(1), labels(row.group(2)));
                    if (before != null) {
                        throw new AssertionError(row.group(1) + " is there twice");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricsPage(sections);
    }

    /** Those that this project makes, of every role and of that one. */
    Map<String, Set<String>> own(String section) {
        return all(section, true);
    }

    /** Those of libraries that the page names. */
    Map<String, Set<String>> others(String section) {
        return all(section, false);
    }

    private Map<String, Set<String>> all(String section, boolean own) {
        Map<String, Set<String>> all = new TreeMap<>(sections.getOrDefault("Every role", Map.of()));
        all.putAll(sections.getOrDefault(section, Map.of()));
        all.keySet().removeIf(name -> name.startsWith("stairoids_") != own);
        return all;
    }

    private static Set<String> labels(String cell) {
        return Arrays.stream(cell.split(";"))
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
