package com.stairoids.webhooks.deliverylog;

import com.stairoids.webhooks.settings.Setting;
import com.stairoids.webhooks.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an operator may set for the delivery log.
 *
 * @param instance empty for a name that follows from the host
 * @param retention how long a delivery is in the log
 * @param stateDirectory where the log lies on disk
 * @param storeBytes memory of the log, outside Java's heap
 * @param threads that read the attempts
 */
public record DeliveryLogSettings(
        String instance, Duration retention, Path stateDirectory, int storeBytes, int threads) {
    public static final Setting<String> INSTANCE = Setting.instance(
            "delivery-log.instance",
            "up to 100 of A-Z a-z 0-9 . _ -, different for every console of the cluster, and the same whenever it is"
                    + " started again",
            "This process's part of the name of its copy of the log. Under a new name the whole log is read anew."
                    + " By default the host's name and the first number that no other console on the host has.");

    public static final Setting<Duration> RETENTION = Setting.duration(
            "delivery-log.retention",
            Duration.ofDays(30),
            Duration.ofDays(4),
            Duration.ofDays(365),
            "How long a delivery is in the log, from the first thing that happened to it. Bodies and what an attempt was"
                    + " answered are there for as long as stairoids.deliveries and stairoids.attempts keep them.");

    public static final Setting<Path> STATE_DIRECTORY = Setting.directory(
            "delivery-log.state-directory",
            "local-data/delivery-log",
            "a directory that no other console uses",
            "Where the log lies on disk, about 1 KiB for each delivery at most. It belongs to one cluster. It may be"
                    + " lost: the log is read again from Kafka at the next start.");

    public static final Setting<Integer> STORE_BYTES = Setting.wholeNumber(
            "delivery-log.store-bytes",
            96 * 1024 * 1024,
            8 * 1024 * 1024,
            1024 * 1024 * 1024,
            "Memory outside Java's heap for the log on disk, however long it is.");

    public static final Setting<Integer> THREADS = Setting.wholeNumber(
            "delivery-log.threads",
            1,
            1,
            16,
            "Threads that read the attempts. One takes up to 15,000 in a second; more shorten the first reading of a long"
                    + " log.");

    public static final List<Setting<?>> ALL = List.of(INSTANCE, RETENTION, STATE_DIRECTORY, STORE_BYTES, THREADS);

    public static DeliveryLogSettings of(Settings settings) {
        return new DeliveryLogSettings(
                settings.get(INSTANCE),
                settings.get(RETENTION),
                settings.get(STATE_DIRECTORY),
                settings.get(STORE_BYTES),
                settings.get(THREADS));
    }
}
