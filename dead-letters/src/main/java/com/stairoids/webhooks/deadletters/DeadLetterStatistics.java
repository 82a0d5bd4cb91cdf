package com.stairoids.webhooks.deadletters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many died, by what each has in common. Holds a number for each reason, each endpoint and each hour, however many there
 * are of each.
 */
public final class DeadLetterStatistics {
    /** Of what a malformed one does not say. */
    public static final String UNKNOWN = "-";

    private final Map<String, Long> byReason = new TreeMap<>();
    private final Map<String, Long> byEndpoint = new TreeMap<>();
    private final SortedMap<Instant, Long> byHour = new TreeMap<>();
    private long total;

    /** Counts all of the stream, and leaves closing it to who opened it. */
    public static DeadLetterStatistics of(Stream<DeadLetter> letters) {
        DeadLetterStatistics statistics = new DeadLetterStatistics();
        letters.forEach(statistics::count);
        return statistics;
    }

    private void count(DeadLetter letter) {
        total++;
        byReason.merge(known(letter.reason()), 1L, Long::sum);
        byEndpoint.merge(known(letter.endpointId()), 1L, Long::sum);
        byHour.merge(letter.deadLetteredAt().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
    }

    public long total() {
        return total;
    }

    /** Most first. */
    public Map<String, Long> byReason() {
        return mostFirst(byReason);
    }

    /** Most first. */
    public Map<String, Long> byEndpoint() {
        return mostFirst(byEndpoint);
    }

    /** By the beginning of the hour in which they were given up, oldest first; an hour in which none was is not there. */
    public Map<Instant, Long> byHour() {
        return new LinkedHashMap<>(byHour);
    }

    private static String known(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
