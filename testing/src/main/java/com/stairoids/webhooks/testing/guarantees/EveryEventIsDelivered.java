package com.stairoids.webhooks.testing.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Each endpoint accepted exactly the events that were produced for it, no more, no fewer.
 *
 * @param eventIds produced, all of them for every endpoint
 * @param endpoints their paths
 */
public record EveryEventIsDelivered(Set<String> eventIds, Set<String> endpoints, List<PostedAttempt> attempts)
        implements Guarantee {

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, List<PostedAttempt>> posted = PostedAttempt.byPath(attempts);
        for (String endpoint : new TreeSet<>(endpoints)) {
            Set<String> accepted = posted.getOrDefault(endpoint, List.of()).stream()
                    .filter(PostedAttempt::accepted)
                    .map(PostedAttempt::eventId)
                    .collect(Collectors.toSet());
            without(eventIds, accepted)
                    .forEach(event -> violations.add("event " + event + " was not delivered to " + endpoint));
            without(accepted, eventIds)
                    .forEach(event ->
                            violations.add("event " + event + " was delivered to " + endpoint + " but not produced"));
        }
        without(posted.keySet(), endpoints)
                .forEach(path -> violations.add("something was posted to " + path + ", which is no endpoint"));
        return violations;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }
}
