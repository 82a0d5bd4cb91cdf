package com.stairoids.webhooks.testing.guarantees;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An event is one delivery to each endpoint. Of runs whose event ids are unique and in which nobody asked for a replay. */
public record OneDeliveryPerEndpoint(List<PostedAttempt> attempts) implements Guarantee {

    @Override
    public List<String> violations() {
        TreeMap<String, Set<String>> deliveries = attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> "event " + attempt.eventId() + " came to " + attempt.path(),
                        TreeMap::new,
                        Collectors.mapping(PostedAttempt::deliveryId, Collectors.toCollection(TreeSet::new))));
        return deliveries.entrySet().stream()
                .filter(event -> event.getValue().size() > 1)
                .map(event -> event.getKey() + " as several deliveries: " + String.join(", ", event.getValue()))
                .toList();
    }
}
