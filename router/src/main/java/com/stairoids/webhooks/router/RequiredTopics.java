package com.stairoids.webhooks.router;

import com.stairoids.webhooks.router.routing.RoutingTopology;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics without which Streams fails to start: waited for, since they may be made after the router is started. */
final class RequiredTopics {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RequiredTopics.class);

    private final KafkaSettings kafka;

    RequiredTopics(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Returns once all are there, or once {@code closing} is counted down. */
    void await(CountDownLatch closing) throws InterruptedException {
        String said = "";
        try (Admin admin = Admin.create(kafka.client())) {
            do {
                String obstacle = obstacle(admin);
                if (obstacle.isEmpty()) {
                    return;
                }
                if (!obstacle.equals(said)) {
                    log.atWarn().addKeyValue("obstacle", obstacle).log("The router waits for its topics");
                    said = obstacle;
                }
            } while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** What is in the way, for an operator; empty where nothing is. */
    private static String obstacle(Admin admin) throws InterruptedException {
        try {
            var present = admin.listTopics().names().get();
            List<String> missing =
                    names().filter(name -> !present.contains(name)).toList();
            return missing.isEmpty()
                    ? ""
                    : String.join(", ", missing) + " not there or not to be seen; `./webhooks topics apply` makes them";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static Stream<String> names() {
        return Stream.concat(
                        RoutingTopology.SOURCES.stream(),
                        Stream.of(Topic.SUBSCRIPTIONS, Topic.DELIVERIES, Topic.REJECTED_EVENTS))
                .map(Topic::topicName);
    }
}
