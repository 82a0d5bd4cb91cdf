package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import java.util.Map;
import java.util.Optional;

/** What to do, given the table as nobody else can change it meanwhile. */
sealed interface Decision<T> {
    T outcome();

    /** Nothing is to be written. */
    record Leave<T>(T outcome) implements Decision<T> {}

    /** These are to be written together, an empty one as a tombstone; then the outcome holds. */
    record Write<T>(Map<EndpointKey, Optional<Subscription>> records, T outcome) implements Decision<T> {
        public Write {
            records = Map.copyOf(records);
        }

        static <T> Write<T> one(Endpoint endpoint, T outcome) {
            return new Write<>(Map.of(endpoint.key(), Optional.of(endpoint.subscription())), outcome);
        }
    }
}
