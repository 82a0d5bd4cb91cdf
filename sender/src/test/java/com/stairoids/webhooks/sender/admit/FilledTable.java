package com.stairoids.webhooks.sender.admit;

import static com.stairoids.webhooks.sender.admit.Subscriptions.CIPHER;
import static com.stairoids.webhooks.sender.admit.Subscriptions.change;
import static com.stairoids.webhooks.sender.admit.Subscriptions.key;

import com.stairoids.webhooks.schemas.encryption.UndecryptableException;
import com.stairoids.webhooks.sender.admit.SubscriptionTable.Entry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process of its own, for tests that bound its memory or kill it: fills a table, asks it for endpoints at random,
 * prints {@link #DONE} with what it holds in memory, and is then halted with its table left on disk.
 */
final class FilledTable {
    static final String DONE = "filled";
    static final int FAILED = 7;

    private static final int RECORDS_PER_POLL = 500;
    private static final long SEED = 42;

    private FilledTable() {}

    /** @param arguments state directory, subscriptions, endpoints held in memory, characters in a header's value */
    public static void main(String[] arguments) throws IOException {
        TableSettings settings = new TableSettings(Path.of(arguments[0]), Integer.parseInt(arguments[2]));
        int count = Integer.parseInt(arguments[1]);
        SubscriptionTable table = SubscriptionTable.open(settings, CIPHER);
        try {
            fill(table, count, "x".repeat(Integer.parseInt(arguments[3])));
            ask(table, count, 2 * settings.cachedEndpoints());
        } catch (TableFailedException e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(FAILED);
        }
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println(DONE + " heap-KiB=" + heap / 1024 + " resident-KiB=" + residentKibibytes());
        Runtime.getRuntime().halt(0);
    }

    private static void fill(SubscriptionTable table, int count, String value) {
        for (int from = 0; from < count; from += RECORDS_PER_POLL) {
            List<SubscriptionStore.Change> changes = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + RECORDS_PER_POLL); number++) {
                changes.add(change(key(number), number + 1, value));
            }
            table.apply(changes, from + RECORDS_PER_POLL + 1);
        }
    }

    private static void ask(SubscriptionTable table, int count, int times) {
        Random random = new Random(SEED);
        for (int i = 0; i < times; i++) {
            int number = random.nextInt(count);
            Entry entry = table.find(key(number)).orElseThrow();
            if (!(entry instanceof Entry.Known(Recipient recipient))
                    || recipient.subscription().version() != number + 1
                    || !canSign(recipient)) {
                throw new AssertionError("not what was written for " + key(number) + ": " + entry);
            }
        }
    }

    private static boolean canSign(Recipient recipient) {
        try {
            return recipient.validSecrets(Instant.EPOCH).getFirst().reveal().equals(Subscriptions.SECRET.reveal());
        } catch (UndecryptableException e) {
            throw new AssertionError(e);
        }
    }

    /** As Linux counts it: heap, code and what is native; 0 elsewhere. */
    private static long residentKibibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
