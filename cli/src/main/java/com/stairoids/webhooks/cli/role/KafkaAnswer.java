package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.settings.Durations;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka that may start after the role does. */
final class KafkaAnswer {
    private static final Logger log = LoggerFactory.getLogger(KafkaAnswer.class);
    private static final Duration QUESTION = Duration.ofSeconds(5);
    private static final String RECONNECT_MS = "1000";

    private KafkaAnswer() {}

    /**
     * An administration client of the cluster once it answers; one question at least is asked.
     *
     * @throws CommandFailedException where it does not answer in time
     * @throws ExecutionException where it answers that this client may not ask
     */
    static Admin await(KafkaSettings kafka, Duration patience) throws InterruptedException, ExecutionException {
        Admin admin = Admin.create(patient(kafka));
        Object servers = kafka.client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        long end = System.nanoTime() + patience.toNanos();
        while (!answers(admin)) {
            if (System.nanoTime() >= end) {
                admin.close(Duration.ZERO);
                throw new CommandFailedException("Kafka at " + servers + " did not answer for "
                        + Durations.text(patience) + ". Is it running, and is kafka.bootstrap-servers right?"
                        + " process.wait-for-kafka says how long to wait.");
            }
            log.atWarn().addKeyValue("bootstrap-servers", servers).log("Kafka does not answer yet, waiting for it");
        }
        return admin;
    }

    private static boolean answers(Admin admin) throws InterruptedException, ExecutionException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) QUESTION.toMillis()))
                    .clusterId()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return false;
            }
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** Tries again once a second: the client logs each try. */
    private static Map<String, Object> patient(KafkaSettings kafka) {
        Map<String, Object> client = new HashMap<>(kafka.client());
        client.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MS);
        client.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MS);
        return client;
    }
}
