package com.stairoids.webhooks.retryscheduler;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.retryscheduler.recovered.ParkingRules;
import com.stairoids.webhooks.schemas.delivery.Parking;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an operator may set for the retry-scheduler; the tiers' delays are {@link RetryDelays#DELAYS}.
 *
 * @param instance empty for a name that follows from the host
 * @param fetchRecords records that one poll takes from a tier
 * @param fetchBytes bytes that are fetched at once from a tier's partition
 * @param heldBytes of deliveries that wait for their time in memory, in all tiers together
 * @param batch bounds on one transaction
 * @param stateDirectory where what is parked lies on disk
 * @param storeBytes memory of what is parked, outside Java's heap
 * @param parking how long what is parked waits
 */
public record RetrySchedulerSettings(
        RetryDelays delays,
        String instance,
        int fetchRecords,
        int fetchBytes,
        int heldBytes,
        BatchBounds batch,
        Duration shutdownTimeout,
        Path stateDirectory,
        int storeBytes,
        ParkingRules parking) {

    public static final Setting<String> INSTANCE = Setting.instance(
            "retry-scheduler.instance",
            "up to 100 of A-Z a-z 0-9 . _ -, different for every retry-scheduler of the cluster",
            "This process's part of its transactional ids. By default the host's name and the first number that no"
                    + " other retry-scheduler on the host has.");

    public static final Setting<Integer> FETCH_RECORDS = Setting.wholeNumber(
            "retry-scheduler.fetch-records", 500, 1, 10_000, "Records that are taken from a tier at once.");

    public static final Setting<Integer> FETCH_BYTES = Setting.wholeNumber(
            "retry-scheduler.fetch-bytes",
            256 * 1024,
            16 * 1024,
            16 * 1024 * 1024,
            "Bytes that are fetched at once from a partition of a tier.");

    public static final Setting<Integer> HELD_BYTES = Setting.wholeNumber(
            "retry-scheduler.held-bytes",
            64 * 1024 * 1024,
            1024 * 1024,
            1024 * 1024 * 1024,
            "Memory for deliveries that are due within seconds, in all tiers together. At the bound, each partition holds"
                    + " no more than two fetches, however many deliveries wait, and those that are due before others of"
                    + " their partition may be late.");

    public static final Setting<Integer> BATCH_RECORDS = Setting.wholeNumber(
            "retry-scheduler.batch-records", 1000, 1, 10_000, "Deliveries that are put back in one transaction.");

    public static final Setting<Integer> BATCH_BYTES = Setting.wholeNumber(
            "retry-scheduler.batch-bytes",
            4 * 1024 * 1024,
            64 * 1024,
            64 * 1024 * 1024,
            "Bytes that are put back in one transaction; a larger delivery goes alone.");

    public static final Setting<Duration> SHUTDOWN_TIMEOUT = Setting.duration(
            "retry-scheduler.shutdown-timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            "How long the transactions that are under way may take at shutdown.");

    public static final Setting<Path> STATE_DIRECTORY = Setting.directory(
            "retry-scheduler.state-directory",
            "local-data/retry-scheduler",
            "a directory that no other retry-scheduler uses",
            "Where the deliveries that wait for their endpoint lie on disk. It may be lost: they are read again from"
                    + " Kafka at the next start, which takes its time where many wait.");

    public static final Setting<Integer> STORE_BYTES = Setting.wholeNumber(
            "retry-scheduler.store-bytes",
            64 * 1024 * 1024,
            8 * 1024 * 1024,
            1024 * 1024 * 1024,
            "Memory outside Java's heap for the deliveries on disk, however many there are.");

    public static final Setting<Duration> ASK_AFTER = Setting.duration(
            "retry-scheduler.ask-after",
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long no sender may have said anything of an endpoint with parked deliveries before one of them is let go"
                    + " to find out who sends to it now.");

    public static final Setting<Duration> PARKED_AT_MOST = Setting.duration(
            "retry-scheduler.parked-at-most",
            Parking.LONGEST,
            Duration.ofMillis(100),
            Duration.ofDays(7),
            "How long a delivery may wait for its endpoint, all times together, before it becomes a dead letter. It also"
                    + " holds for what waits already.");

    public static final List<Setting<?>> ALL = List.of(
            INSTANCE,
            FETCH_RECORDS,
            FETCH_BYTES,
            HELD_BYTES,
            BATCH_RECORDS,
            BATCH_BYTES,
            SHUTDOWN_TIMEOUT,
            STATE_DIRECTORY,
            STORE_BYTES,
            ASK_AFTER,
            PARKED_AT_MOST);

    public static RetrySchedulerSettings of(Settings settings) {
        BatchBounds batch = new BatchBounds(settings.get(BATCH_RECORDS), settings.get(BATCH_BYTES));
        return new RetrySchedulerSettings(
                settings.get(RetryDelays.DELAYS),
                settings.get(INSTANCE),
                settings.get(FETCH_RECORDS),
                settings.get(FETCH_BYTES),
                settings.get(HELD_BYTES),
                batch,
                settings.get(SHUTDOWN_TIMEOUT),
                settings.get(STATE_DIRECTORY),
                settings.get(STORE_BYTES),
                new ParkingRules(settings.get(ASK_AFTER), settings.get(PARKED_AT_MOST), batch));
    }
}
