package com.stairoids.webhooks.cli.topic;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;

/** A cluster whose brokers start while the command runs: topics cannot have more copies than it has brokers. */
final class BrokerCount {
    private static final Duration QUESTION = Duration.ofSeconds(5);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

    private BrokerCount() {}

    /**
     * An administration client of the cluster once it has {@code brokers}; one question at least is asked.
     *
     * @throws CommandFailedException where it has fewer after {@code patience}
     * @throws ExecutionException where it answers that this client may not ask
     */
    static Admin await(KafkaSettings kafka, int brokers, Duration patience)
            throws InterruptedException, ExecutionException {
        Admin admin = Admin.create(kafka.client());
        try {
            long end = System.nanoTime() + patience.toNanos();
            int seen = count(admin);
            while (seen < brokers) {
                if (System.nanoTime() >= end) {
                    throw new CommandFailedException("after " + Durations.text(patience) + ", " + seen + " of "
                            + brokers
                            + " brokers answer at " + kafka.client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                            + ". Are they running, and is --bootstrap-server right?");
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_QUESTIONS.toNanos());
                seen = count(admin);
            }
            return admin;
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** 0 where nobody answers. */
    private static int count(Admin admin) throws InterruptedException, ExecutionException {
        try {
            return admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) QUESTION.toMillis()))
                    .nodes()
                    .get()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return 0;
            }
            throw e;
        }
    }
}
