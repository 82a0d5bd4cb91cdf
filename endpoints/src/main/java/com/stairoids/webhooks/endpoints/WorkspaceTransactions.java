package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.endpoint.Subscription;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the subscriptions topic, one writer of a workspace at a time. {@code initTransactions} ends the transaction
 * of whoever writes the same workspace, so what is then read to the end cannot change before the commit, unless
 * somebody does the same to us: then the commit fails, and we start over. Belongs to whoever holds the registry's lock.
 */
final class WorkspaceTransactions {
    private static final int MAX_ATTEMPTS = 20;

    /** No record stands there. */
    private static final long NOWHERE = -1;

    private static final int LONGEST_PAUSE_MS = 1000;

    /** What a writer that died leaves open holds up all readers of the topic for so long; a change takes far less. */
    private static final int TRANSACTION_TIMEOUT_MS = 5_000;

    private static final int MAX_BLOCK_MS = 15_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Function<String, Producer<String, byte[]>> producers;
    private final SubscriptionsTable table;
    private final SecureRandom random;

    /** @param producers a workspace's producer, as {@link #configuration} has it */
    WorkspaceTransactions(
            Function<String, Producer<String, byte[]>> producers, SubscriptionsTable table, SecureRandom random) {
        this.producers = producers;
        this.table = table;
        this.random = random;
    }

    /**
     * Decides on the table as it is and writes what was decided; the decision may be asked for more than once.
     *
     * @return the decision's outcome, committed; empty where others came between every time, and nothing was written
     * @throws KafkaException where the cluster cannot be reached or refuses us
     */
    <T> Optional<T> run(String workspaceId, Function<SubscriptionsTable, Decision<T>> decide) {
        Decision.@Nullable Write<T> unconfirmed = null;
        boolean timedOut = false;
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Producer<String, byte[]> producer = producers.apply(workspaceId);
            try {
                Decision<T> decision = decide(producer, unconfirmed, decide);
                if (decision instanceof Decision.Write<T> write) {
                    unconfirmed = write;
                    commit(producer, write);
                }
                return Optional.of(decision.outcome());
            } catch (TimeoutException e) {
                if (unconfirmed == null || timedOut) {
                    throw e;
                }
                // The commit's answer is missing: whether it came about is seen after starting over.
                timedOut = true;
            } catch (KafkaException e) {
                throwUnlessOvertaken(e);
            } finally {
                producer.close(CLOSE_TIMEOUT);
            }
            pause(attempt);
        }
        return lastLook(workspaceId, unconfirmed);
    }

    /** Whoever is fenced at the commit may have committed all the same; then the table says so. */
    private <T> Decision<T> decide(
            Producer<String, byte[]> producer,
            Decision.@Nullable Write<T> unconfirmed,
            Function<SubscriptionsTable, Decision<T>> decide) {
        producer.initTransactions();
        table.readToEnd();
        return unconfirmed != null && table.sawWatched()
                ? new Decision.Leave<>(unconfirmed.outcome())
                : decide.apply(table);
    }

    private <T> void commit(Producer<String, byte[]> producer, Decision.Write<T> write) {
        producer.beginTransaction();
        // A failure to send is the commit's to report.
        List<Future<RecordMetadata>> sent = write.records().entrySet().stream()
                .map(entry -> producer.send(record(entry.getKey(), entry.getValue())))
                .toList();
        try {
            producer.commitTransaction();
        } finally {
            table.watch(writtenAt(sent));
        }
    }

    private static ProducerRecord<String, byte[]> record(EndpointKey key, Optional<Subscription> subscription) {
        byte @Nullable [] value = subscription.map(Json::write).orElse(null);
        return new ProducerRecord<>(Topic.SUBSCRIPTIONS.topicName(), key.toString(), value);
    }

    /** All of a transaction is committed or nothing, so one of its records tells. */
    private static long writtenAt(List<Future<RecordMetadata>> sent) {
        return sent.stream()
                .filter(future -> future.state() == Future.State.SUCCESS)
                .mapToLong(future -> future.resultNow().offset())
                .findFirst()
                .orElse(NOWHERE);
    }

    private <T> Optional<T> lastLook(String workspaceId, Decision.@Nullable Write<T> unconfirmed) {
        try (Producer<String, byte[]> producer = producers.apply(workspaceId)) {
            producer.initTransactions();
            table.readToEnd();
        }
        return unconfirmed != null && table.sawWatched() ? Optional.of(unconfirmed.outcome()) : Optional.empty();
    }

    /** Of the producer that holds the workspace's transactional id. */
    static Map<String, Object> configuration(KafkaSettings kafka, String workspaceId) {
        Map<String, Object> configuration = new HashMap<>(kafka.transactionalProducer("endpoints-" + workspaceId));
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return configuration;
    }

    /** Starting over is safe whatever became of the transaction, since it ends it and reads what came of it. */
    private static void throwUnlessOvertaken(KafkaException failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException
                    || cause instanceof InvalidPidMappingException
                    || cause instanceof TransactionAbortableException) {
                return;
            }
            root = cause;
        }
        if (!isUnexpectedAnswer(root)) {
            throw failure;
        }
    }

    /**
     * What the client makes of a broker's unknown error: a 4.3 broker answers so to a commit that arrives while another
     * writer is about to fence it ("transition to ONGOING while it already a pending state PREPARE_EPOCH_FENCE").
     */
    private static boolean isUnexpectedAnswer(Throwable root) {
        return root.getClass() == KafkaException.class || root instanceof UnknownServerException;
    }

    /** Random, so that two who overtook each other do not do so again. */
    private void pause(int attempt) {
        int longest = Math.min(LONGEST_PAUSE_MS, 20 << Math.min(attempt, 6));
        try {
            Thread.sleep(random.nextInt(longest));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
