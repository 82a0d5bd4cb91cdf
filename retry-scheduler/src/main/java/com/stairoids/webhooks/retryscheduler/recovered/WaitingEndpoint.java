package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.schemas.health.EndpointHealth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an endpoint without looking at its parked deliveries; some 200 bytes of JSON. All times are
 * milliseconds of the epoch.
 *
 * @param count how many of its deliveries are parked
 * @param headDeadline the first one's deadline, with {@code headArrival}: a scan begins there and meets nothing of what is
 *     gone, which RocksDB would have to pass over one by one; meaningless where none is parked
 * @param heardAt when somebody last answered for it: its last health record, or its last delivery that went unasked; or
 *     when its first delivery was parked, where that is later
 * @param grant what its last health record granted; null where there is none
 */
record WaitingEndpoint(
        long count,
        long headDeadline,
        long headArrival,
        long heardAt,
        @Nullable Grant grant) {
    static final WaitingEndpoint UNKNOWN = new WaitingEndpoint(0, 0, 0, 0, null);

    static final long NEVER = Long.MAX_VALUE;

    /** Whether there is nothing to remember. */
    boolean isUnknown() {
        return count == 0 && grant == null;
    }

    /** The same endpoint with one delivery more. */
    WaitingEndpoint parked(ParkedKey at, long now) {
        if (count == 0) {
            return new WaitingEndpoint(1, at.deadline(), at.arrival(), now, grant);
        }
        ParkedKey head = head(at.endpoint());
        ParkedKey first = at.compareTo(head) < 0 ? at : head;
        return new WaitingEndpoint(count + 1, first.deadline(), first.arrival(), heardAt, grant);
    }

    /** The same endpoint after its sender spoke; null where it has no more to say than that. */
    WaitingEndpoint heard(@Nullable EndpointHealth health, long now) {
        return new WaitingEndpoint(
                count, headDeadline, headArrival, now, health == null ? null : Grant.of(health, grant));
    }

    /** The same endpoint after its first delivery went; {@code next} is the first now, null where there is none. */
    WaitingEndpoint gone(Going how, @Nullable ParkedKey next, long now) {
        return new WaitingEndpoint(
                next == null ? 0 : count - 1,
                next == null ? 0 : next.deadline(),
                next == null ? 0 : next.arrival(),
                how == Going.UNASKED ? now : heardAt,
                how == Going.GRANTED && grant != null ? grant.oneMore() : grant);
    }

    ParkedKey head(String endpoint) {
        return new ParkedKey(endpoint, headDeadline, headArrival);
    }

    /** What a delivery that goes now is told: by whose leave, and how many stay behind it. */
    Parking.Release release(Going how) {
        String epoch = how == Going.GRANTED && grant != null ? grant.epoch() : Parking.Release.UNASKED;
        return new Parking.Release(epoch, count - 1);
    }

    /**
     * How its first delivery goes now, if it goes.
     *
     * @param listeningSince nobody can have been heard before
     */
    Going goingAt(long now, ParkingRules rules, long listeningSince) {
        if (diesAt(rules) <= now) {
            return Going.EXPIRED;
        }
        if (grantedAt() <= now) {
            return Going.GRANTED;
        }
        return askedAt(rules, listeningSince) <= now ? Going.UNASKED : Going.STAYS;
    }

    /** When its first delivery goes, if nothing else happens; {@link #NEVER} where none is parked. */
    long goesAt(ParkingRules rules, long listeningSince) {
        return Math.min(Math.min(diesAt(rules), grantedAt()), askedAt(rules, listeningSince));
    }

    private long diesAt(ParkingRules rules) {
        return count == 0 ? NEVER : rules.diesAt(headDeadline);
    }

    private long grantedAt() {
        return count == 0 || grant == null || grant.released >= grant.granted ? NEVER : grant.notBefore;
    }

    private long askedAt(ParkingRules rules, long listeningSince) {
        if (count == 0) {
            return NEVER;
        }
        long heard = Math.max(heardAt, grant == null ? 0 : grant.notBefore);
        return Math.max(heard, listeningSince) + rules.askAfter().toMillis();
    }

    /** How a delivery leaves the parking lot. */
    enum Going {
        STAYS,
        GRANTED,
        /** To find out who answers for the endpoint now. */
        UNASKED,
        /** As a dead letter. */
        EXPIRED
    }

    /**
     * What may be let go.
     *
     * @param granted in all, in this epoch
     * @param released so far, in this epoch
     * @param notBefore 0 for at once
     */
    record Grant(String epoch, long granted, long released, long notBefore) {
        /** A new epoch counts anew; the same record again changes nothing. */
        private static Grant of(EndpointHealth health, @Nullable Grant before) {
            long released = before != null && before.epoch.equals(health.epoch()) ? before.released : 0;
            Instant notBefore = health.notBefore();
            return new Grant(
                    health.epoch(), health.granted(), released, notBefore == null ? 0 : notBefore.toEpochMilli());
        }

        private Grant oneMore() {
            return new Grant(epoch, granted, released + 1, notBefore);
        }
    }
}
