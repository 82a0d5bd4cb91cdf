package com.stairoids.webhooks.sender.admit;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether an endpoint answers at all. Only attempts that got no answer count (timeouts, connections that failed): a status,
 * whatever it says, shows that somebody is there. Times are in nanoseconds of one monotonic clock.
 */
sealed interface Breaker {

    /** Some answer came. */
    default Breaker answered() {
        return Closed.NEW;
    }

    /** A probe, if there is one, came to nothing, since it was never sent. */
    default Breaker notProbed() {
        return this;
    }

    /** An attempt of {@code delivery} got no answer. */
    Breaker unanswered(String delivery, String why, long now, BreakerRules rules);

    /**
     * It answers, as far as is known.
     *
     * @param since when the present row of failures began; meaningless where there is none
     */
    record Closed(int failures, Set<String> deliveries, long since) implements Breaker {
        static final Closed NEW = new Closed(0, Set.of(), 0);

        @Override
        public Breaker unanswered(String delivery, String why, long now, BreakerRules rules) {
            Set<String> seen = deliveries;
            if (seen.size() < rules.deliveries() && !seen.contains(delivery)) {
                seen = new HashSet<>(seen);
                seen.add(delivery);
            }
            Closed row = new Closed(failures + 1, seen, failures == 0 ? now : since);
            boolean opens = row.failures >= rules.failures()
                    && seen.size() >= rules.deliveries()
                    && now - row.since >= rules.after().toNanos();
            return opens ? new Open(why, now, now + rules.probeInterval().toNanos(), false) : row;
        }
    }

    /**
     * It does not answer.
     *
     * @param since when that was found
     * @param nextProbe when it may be tried again
     * @param probing whether it is being tried
     */
    record Open(String why, long since, long nextProbe, boolean probing) implements Breaker {
        /** Requests that were under way when it opened fail too: they say nothing new. */
        @Override
        public Breaker unanswered(String delivery, String whyNow, long now, BreakerRules rules) {
            return probing ? new Open(whyNow, since, now + rules.probeInterval().toNanos(), false) : this;
        }

        /** Whether a delivery may find out: nothing else is finding out, and it is time. */
        boolean mayProbe(long now) {
            return !probing && now - nextProbe >= 0;
        }

        Open probe() {
            return new Open(why, since, nextProbe, true);
        }

        @Override
        public Open notProbed() {
            return new Open(why, since, nextProbe, false);
        }
    }
}
