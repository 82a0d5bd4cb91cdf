package com.stairoids.webhooks.testing.guarantees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All attempts of a delivery brought the same bytes, under the same event id, to the same endpoint. */
public record BodyNeverChanges(List<PostedAttempt> attempts) implements Guarantee {

    @Override
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        PostedAttempt.byDelivery(attempts).forEach((delivery, posted) -> {
            PostedAttempt first = posted.getFirst();
            for (PostedAttempt later : posted.subList(1, posted.size())) {
                String which = "attempt " + later.attempt() + " of delivery " + delivery;
                if (!Arrays.equals(first.body(), later.body())) {
                    violations.add(which + " brought another body than attempt " + first.attempt());
                }
                if (!first.eventId().equals(later.eventId())) {
                    violations.add(which + " brought event " + later.eventId() + " instead of " + first.eventId());
                }
                if (!first.path().equals(later.path())) {
                    violations.add(which + " came to " + later.path() + " instead of " + first.path());
                }
            }
        });
        return violations;
    }
}
