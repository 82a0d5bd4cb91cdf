package com.stairoids.webhooks.retryscheduler;

import com.stairoids.webhooks.retryscheduler.due.BatchBounds;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an operator may set for the retry-scheduler; the tiers' delays are {@link RetryDelays#DELAYS}.
 *
 * @param instance empty for a name that follows from the host
 * @param fetchRecords records that one poll takes from a tier
 * @param fetchBytes bytes that are fetched at once from a tier's partition
 * @param heldBytes of deliveries that wait for their time in memory, in all tiers together
 * @param batch bounds on one transaction
 */
public record RetrySchedulerSettings(
        RetryDelays delays,
        String instance,
        int fetchRecords,
        int fetchBytes,
        int heldBytes,
        BatchBounds batch,
        Duration shutdownTimeout) {

    public static final Setting<String> INSTANCE = Setting.text(
                    "retry-scheduler.instance",
                    "",
                    "up to 100 of A-Z a-z 0-9 . _ -, different for every retry-scheduler of the cluster",
                    "This process's part of its transactional ids. By default the host's name and the first number that no"
                            + " other retry-scheduler on the host has.")
            .then(RetrySchedulerSettings::checkedInstance);

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

    public static final List<Setting<?>> ALL =
            List.of(INSTANCE, FETCH_RECORDS, FETCH_BYTES, HELD_BYTES, BATCH_RECORDS, BATCH_BYTES, SHUTDOWN_TIMEOUT);

    private static final Pattern INSTANCE_SPELLING = Pattern.compile("[A-Za-z0-9._-]{0,100}");

    public static RetrySchedulerSettings of(Settings settings) {
        return new RetrySchedulerSettings(
                settings.get(RetryDelays.DELAYS),
                settings.get(INSTANCE),
                settings.get(FETCH_RECORDS),
                settings.get(FETCH_BYTES),
                settings.get(HELD_BYTES),
                new BatchBounds(settings.get(BATCH_RECORDS), settings.get(BATCH_BYTES)),
                settings.get(SHUTDOWN_TIMEOUT));
    }

    private static String checkedInstance(String text) {
        if (!INSTANCE_SPELLING.matcher(text).matches()) {
            throw new IllegalArgumentException("it has other characters or is too long");
        }
        return text;
    }
}
