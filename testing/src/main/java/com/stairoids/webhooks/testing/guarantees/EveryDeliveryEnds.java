package com.stairoids.webhooks.testing.guarantees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Nothing is lost: each acknowledged event became, for each endpoint subscribed to it, a delivery that ended as delivered,
 * dead-lettered or cancelled in the committed log, and one that ended as delivered was accepted by its endpoint. Of
 * endpoints that see every request, and of runs whose event ids are unique.
 *
 * @param expected each acknowledged event's endpoints, by their ids
 */
public record EveryDeliveryEnds(Map<String, Set<String>> expected, List<LogEntry> log, List<PostArrival> posts)
        implements Guarantee {

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, Set<String>> endpointsOfEnded = new HashMap<>();
        Set<String> accepted = accepted();
        for (LogEntry entry : log) {
            if (!entry.kind().isEnd()) {
                continue;
            }
            endpointsOfEnded
                    .computeIfAbsent(entry.eventId(), _ -> new HashSet<>())
                    .add(entry.endpointId());
            if (entry.kind() == LogEntry.Kind.DELIVERED
                    && !accepted.contains(key(entry.deliveryId(), entry.attempt()))) {
                violations.add("delivery " + entry.deliveryId() + " ended as delivered by attempt " + entry.attempt()
                        + ", which its endpoint never accepted");
            }
        }
        new TreeMap<>(expected).forEach((event, endpoints) -> {
            Set<String> ended = endpointsOfEnded.getOrDefault(event, Set.of());
            endpoints.stream()
                    .filter(endpoint -> !ended.contains(endpoint))
                    .sorted()
                    .forEach(endpoint -> violations.add("event " + event + " has no delivery to " + endpoint
                            + " that ended" + known(event, endpoint)));
        });
        return violations;
    }

    private Set<String> accepted() {
        Set<String> accepted = HashSet.newHashSet(posts.size());
        for (PostArrival post : posts) {
            if (post.accepted()) {
                accepted.add(key(post.deliveryId(), post.attempt()));
            }
        }
        return accepted;
    }

    /** What is known of a delivery that did not end. */
    private String known(String event, String endpoint) {
        long seen = posts.stream()
                .filter(post ->
                        post.eventId().equals(event) && post.endpointId().equals(endpoint))
                .count();
        List<String> logged = log.stream()
                .filter(entry ->
                        entry.eventId().equals(event) && entry.endpointId().equals(endpoint))
                .map(entry -> entry.kind().words())
                .toList();
        return " (its endpoint saw " + seen + " requests, the log says " + logged + ")";
    }

    private static String key(String deliveryId, int attempt) {
        return deliveryId + "#" + attempt;
    }
}
