package com.stairoids.webhooks.testing.broker;

import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import com.stairoids.webhooks.schemas.topic.TopicDifference;
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
            List<TopicDifference> left = new TopicAdministration(admin, PARTITIONS, REPLICAS).apply();
            if (!left.isEmpty()) {
                throw new IllegalStateException("the topics are not as declared: " + left);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }
}
