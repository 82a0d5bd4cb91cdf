package com.stairoids.webhooks.testing.guarantees;

import com.stairoids.webhooks.testing.guarantees.Position.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * No chain is doubled: an event is one delivery to an endpoint; each of its attempts is committed once, in order; each
 * leads to one position, and each position on to one; there is one end, nothing follows it, and a dead letter lies where
 * the log says so. Parking neither counts as an attempt nor ends anything: what was parked is put back into {@code
 * deliveries} once more with the same number of attempts. Of runs whose event ids are unique and in which nobody asked for
 * a replay.
 *
 * @param log each delivery's entries in the order of the topic
 * @param positions all that the topics hold
 */
public record OneChainPerDelivery(List<LogEntry> log, List<Position> positions) implements Guarantee {

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, List<LogEntry>> chains =
                log.stream().collect(Collectors.groupingBy(LogEntry::deliveryId, TreeMap::new, Collectors.toList()));
        Map<String, Map<Step, Integer>> steps = steps();
        oneDeliveryPerEndpoint(violations);
        chains.forEach((delivery, entries) -> {
            oneEnd(delivery, entries, violations);
            attemptsInOrder(delivery, entries, violations);
            deadLetterWhereSaid(delivery, entries, steps.getOrDefault(delivery, Map.of()), violations);
        });
        new TreeMap<>(steps).forEach((delivery, counts) -> onePosition(delivery, counts, violations));
        return violations;
    }

    private void oneDeliveryPerEndpoint(List<String> violations) {
        Map<String, Set<String>> deliveries = new TreeMap<>();
        log.forEach(entry -> deliveries
                .computeIfAbsent("event " + entry.eventId() + " came to " + entry.endpointId(), _ -> new TreeSet<>())
                .add(entry.deliveryId()));
        deliveries.forEach((event, ids) -> {
            if (ids.size() > 1) {
                violations.add(event + " as several deliveries: " + String.join(", ", ids));
            }
        });
    }

    private static void oneEnd(String delivery, List<LogEntry> entries, List<String> violations) {
        List<String> ends = entries.stream()
                .map(LogEntry::kind)
                .filter(LogEntry.Kind::isEnd)
                .map(LogEntry.Kind::words)
                .toList();
        if (ends.size() > 1) {
            violations.add("delivery " + delivery + " ended " + ends.size() + " times: " + String.join(", ", ends));
        } else if (ends.size() == 1 && !entries.getLast().kind().isEnd()) {
            violations.add("delivery " + delivery + " went on after it had ended, with "
                    + entries.getLast().kind().words());
        }
    }

    private static void attemptsInOrder(String delivery, List<LogEntry> entries, List<String> violations) {
        List<Integer> attempts = entries.stream()
                .filter(entry -> entry.kind().isAttempt())
                .map(LogEntry::attempt)
                .toList();
        List<Integer> once = IntStream.rangeClosed(1, attempts.size()).boxed().toList();
        if (!attempts.equals(once)) {
            violations.add("the attempts of delivery " + delivery + " were committed as " + attempts);
        }
    }

    private static void deadLetterWhereSaid(
            String delivery, List<LogEntry> entries, Map<Step, Integer> counts, List<String> violations) {
        boolean said = entries.stream().anyMatch(entry -> entry.kind() == LogEntry.Kind.DEAD_LETTERED);
        int letters = deadLetters(counts);
        if (said && letters == 0) {
            violations.add("delivery " + delivery + " was dead-lettered, and there is no dead letter");
        } else if (!said && letters > 0) {
            violations.add("delivery " + delivery + " is a dead letter, and the log does not say so");
        }
    }

    private static void onePosition(String delivery, Map<Step, Integer> counts, List<String> violations) {
        if (deadLetters(counts) > 1) {
            violations.add("delivery " + delivery + " is " + deadLetters(counts) + " dead letters");
        }
        for (int attempts :
                counts.keySet().stream().map(Step::attempts).collect(Collectors.toCollection(TreeSet::new))) {
            String which = "delivery " + delivery + " after " + attempts + " attempts";
            int parked = counts.getOrDefault(new Step(Place.PARKED, attempts), 0);
            int waiting = counts.getOrDefault(new Step(Place.TIER, attempts), 0);
            int dead = counts.getOrDefault(new Step(Place.DEAD_LETTER, attempts), 0);
            int ready = counts.getOrDefault(new Step(Place.DELIVERIES, attempts), 0);
            // Parked for too long, it becomes a dead letter with the attempts that its tier knew.
            if (waiting > 1 || (waiting + dead > 1 && parked == 0)) {
                violations.add(which + " stood in " + waiting + " tiers and as " + dead + " dead letters");
            }
            int origins = (attempts == 0 ? 1 : waiting) + parked;
            if (ready > origins) {
                violations.add(which + " was put into deliveries " + ready + " times instead of " + origins);
            }
        }
    }

    private static int deadLetters(Map<Step, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().place() == Place.DEAD_LETTER)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Map<Step, Integer>> steps() {
        Map<String, Map<Step, Integer>> steps = new HashMap<>();
        positions.forEach(position -> steps.computeIfAbsent(position.deliveryId(), _ -> new HashMap<>(4))
                .merge(new Step(position.place(), position.attempts()), 1, Integer::sum));
        return steps;
    }

    private record Step(Place place, int attempts) {}
}
