package com.stairoids.webhooks.testing.broker;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka cluster of one for one test class, empty at its start and gone at its end: in a container where a Docker engine
 * answers, in this process where none does. The system property or environment variable {@code WEBHOOKS_TEST_BROKER}
 * says otherwise with {@code container} or {@code process}.
 */
public final class TestBroker implements AutoCloseable {
    /** Of every topic that may have more than one. */
    public static final int PARTITIONS = 4;

    private static final int REPLICAS = 1;
    private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(30);
    private static final Duration TOPICS_POLL = Duration.ofMillis(20);

    private final RunningBroker broker;

    private TestBroker(RunningBroker broker) {
        this.broker = broker;
    }

    /** Starts a broker that has every declared topic, with {@link #PARTITIONS} partitions and one replica. */
    public static TestBroker start() {
        TestBroker broker = startEmpty();
        try {
            broker.createTopics();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Starts a broker without topics. */
    public static TestBroker startEmpty() {
        boolean inContainer = BrokerChoice.ofThisProcess().isContainer(BrokerChoice::engineAnswers);
        return new TestBroker(inContainer ? ContainerBroker.start() : InProcessBroker.start());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            TopicAdministration topics = new TopicAdministration(admin, PARTITIONS, REPLICAS);
            topics.apply();
            // A topic is there for clients a moment after its creation was confirmed.
            await().atMost(TOPICS_DEADLINE).pollInterval(TOPICS_POLL).until(topics::differences, List::isEmpty);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }
}
