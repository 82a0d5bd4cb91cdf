package com.stairoids.webhooks.testing.guarantees;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Each attempt of each delivery was posted once. */
public record NothingIsDoubled(List<PostedAttempt> attempts) implements Guarantee {

    @Override
    public List<String> violations() {
        return attempts.stream()
                .collect(Collectors.groupingBy(
                        attempt -> "attempt " + attempt.attempt() + " of delivery " + attempt.deliveryId(),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .filter(posted -> posted.getValue() > 1)
                .map(posted -> posted.getKey() + " was posted " + posted.getValue() + " times")
                .toList();
    }
}
