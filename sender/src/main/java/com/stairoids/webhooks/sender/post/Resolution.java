package com.stairoids.webhooks.sender.post;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What is known of a name. */
public sealed interface Resolution {
    /** How long this is used before the name is asked for again. */
    Duration reuse();

    /**
     * The name has addresses.
     *
     * @param addresses in the order in which they are tried, 1 or more
     */
    record Resolved(List<InetAddress> addresses, Duration reuse) implements Resolution {
        /** Longer than this nothing is reused, whatever its time to live: a customer may be moving an endpoint away. */
        private static final Duration LONGEST = Duration.ofSeconds(30);

        /** Shorter than this nothing is: a time to live of zero must not mean a question for each request. */
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        public Resolved {
            addresses = List.copyOf(addresses);
            reuse = reuse.compareTo(LONGEST) > 0 ? LONGEST : reuse.compareTo(SHORTEST) < 0 ? SHORTEST : reuse;
        }
    }

    /** The name servers say that there is no such name, or that it has no address (RFC 2308). */
    record NoSuchName() implements Resolution {
        @Override
        public Duration reuse() {
            return Duration.ofSeconds(5);
        }
    }

    /**
     * No name server said anything that can be used.
     *
     * @param why what happened instead, as a clause
     */
    record Unanswered(String why) implements Resolution {
        @Override
        public Duration reuse() {
            return Duration.ofSeconds(1);
        }
    }
}
