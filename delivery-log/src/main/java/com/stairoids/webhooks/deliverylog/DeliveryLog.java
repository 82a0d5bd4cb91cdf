package com.stairoids.webhooks.deliverylog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The delivery log as it is in this process, a copy of the whole of it. Every question names a workspace, and no answer
 * holds another's. Safe for use by many threads.
 *
 * <p>A delivery appears with the first thing that happens to it, within 2 s, and goes when its retention is over, counted
 * from then. An endpoint that is deleted keeps its log until it has gone so.
 */
public interface DeliveryLog {
    /** Whether what is asked is answered: with all that has happened, but for the last 2 s, since this process started. */
    boolean isReady();

    /** How old the oldest happening is that is not in the log yet; zero where there is none, or nothing is known. */
    Duration lag();

    /**
     * A page of deliveries, newest first.
     *
     * <p>Each answer takes a time that depends on the page's length, not on how many deliveries there are or how few of them
     * match, but for {@link DeliveryQuery#eventId} together with another filter: at most 10,000 of the event's deliveries are
     * looked at, and a page may then be short of its limit, or empty, and yet not be the last one.
     *
     * @throws LogUnavailableException while the log is read from Kafka, as it is after a start
     */
    DeliveryPage list(DeliveryQuery query) throws LogUnavailableException;

    /** Empty where the workspace has no such delivery in the log. */
    Optional<LoggedDelivery> find(String workspaceId, String deliveryId) throws LogUnavailableException;

    /** What is in the log of each endpoint that has something in it, deleted ones too, by endpoint id. */
    List<EndpointActivity> activities(String workspaceId) throws LogUnavailableException;

    /** The same of one endpoint; empty where nothing of it is in the log. */
    Optional<EndpointActivity> activity(String workspaceId, String endpointId) throws LogUnavailableException;

    /**
     * How an endpoint did over a time; test deliveries do not count.
     *
     * @param from rounded down to an hour (UTC)
     * @param until rounded up to an hour
     * @param step the intervals' length, a whole number of hours, 1 or more; the last one may be shorter
     * @throws IllegalArgumentException where that makes no interval, or more than 1,000, or the step is none of that kind
     */
    EndpointStatistics statistics(String workspaceId, String endpointId, Instant from, Instant until, Duration step)
            throws LogUnavailableException;
}
