package com.stairoids.webhooks.streams;

import com.stairoids.webhooks.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics without which Streams fails to start: waited for, since they may be made after the role is started. */
final class RequiredTopics {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ANSWERS = Duration.ofMillis(20);

    private static final String NO_ANSWER = "Kafka's answer";

    private static final Logger log = LoggerFactory.getLogger(RequiredTopics.class);

    private final String role;
    private final List<String> names;
    private volatile String obstacle = NO_ANSWER;

    /** @param role for the log */
    RequiredTopics(String role, List<Topic> topics) {
        this.role = role;
        this.names = topics.stream().map(Topic::topicName).toList();
    }

    /** What they are waited for because of; empty once all are there. */
    String obstacle() {
        return obstacle;
    }

    List<String> names() {
        return names;
    }

    /** Returns once all are there, or once {@code closing} is counted down. */
    void await(Admin admin, CountDownLatch closing) throws InterruptedException {
        String said = "";
        obstacle = NO_ANSWER;
        do {
            KafkaFuture<Set<String>> present = admin.listTopics().names();
            if (!answered(present, closing)) {
                return;
            }
            obstacle = obstacle(present);
            if (obstacle.isEmpty()) {
                return;
            }
            if (!obstacle.equals(said)) {
                log.atWarn()
                        .addKeyValue("role", role)
                        .addKeyValue("obstacle", obstacle)
                        .log("A role waits for its topics");
                said = obstacle;
            }
        } while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** False where the role is asked to end before: without a broker the answer is a minute away. */
    private static boolean answered(KafkaFuture<?> answer, CountDownLatch closing) throws InterruptedException {
        while (!answer.isDone()) {
            if (closing.await(BETWEEN_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** What is in the way, for an operator; empty where nothing is. */
    private String obstacle(KafkaFuture<Set<String>> answer) throws InterruptedException {
        try {
            Set<String> present = answer.get();
            List<String> missing =
                    names.stream().filter(name -> !present.contains(name)).toList();
            return missing.isEmpty()
                    ? ""
                    : "topics that are not there or not to be seen: " + String.join(", ", missing)
                            + " (`./webhooks topics apply` makes them)";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }
}
