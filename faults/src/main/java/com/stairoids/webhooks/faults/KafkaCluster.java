package com.stairoids.webhooks.faults;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.topic.TopicAdministration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/**
 * Three brokers, each a controller too, in containers on a network of their own. Each has a listener for the others and one
 * that is published on a loopback port, under which clients on the host reach it whatever its address in the network is.
 */
final class KafkaCluster implements AutoCloseable {
    static final int NODES = 3;
    /** Of every topic that may have more than one. */
    static final int PARTITIONS = 6;

    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final String run;
    private final Path logs;
    private final List<Integer> ports;
    private boolean closed;

    private KafkaCluster(String run, Path logs, List<Integer> ports) {
        this.run = run;
        this.logs = logs;
        this.ports = ports;
    }

    /**
     * Starts it with every declared topic.
     *
     * @param run names its containers and its network
     * @param logs where the brokers' logs go in the end
     */
    static KafkaCluster start(String run, Path logs) {
        KafkaCluster cluster = new KafkaCluster(run, logs, freePorts());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cluster::close));
        Docker.run("network", "create", cluster.network());
        IntStream.rangeClosed(1, NODES).forEach(cluster::create);
        cluster.createTopics();
        return cluster;
    }

    String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** SIGKILL. */
    void kill(int node) {
        Docker.run("kill", container(node));
    }

    /** Starts a killed one; its data is what it had written. */
    void restart(int node) {
        Docker.run("start", container(node));
    }

    /** Starts a killed one anew, without its data. */
    void restartWiped(int node) {
        saveLog(node, "-before-wipe");
        Docker.run("rm", "--force", container(node));
        create(node);
    }

    void pause(int node) {
        Docker.run("pause", container(node));
    }

    void resume(int node) {
        Docker.run("unpause", container(node));
    }

    void cut(int node) {
        Docker.run("network", "disconnect", "--force", network(), container(node));
    }

    void reconnect(int node) {
        Docker.run("network", "connect", "--alias", host(node), network(), container(node));
    }

    /** Waits until every partition has all its replicas in sync. */
    void awaitWhole(Duration deadline) {
        try (Admin admin = admin()) {
            await("all replicas in sync").atMost(deadline).pollInterval(LOOK).until(() -> isWhole(admin));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            for (int node = 1; node <= NODES; node++) {
                saveLog(node, "");
            }
            List<String> remove = new ArrayList<>(List.of("rm", "--force", "--volumes"));
            IntStream.rangeClosed(1, NODES).mapToObj(this::container).forEach(remove::add);
            Docker.run(remove);
            Docker.run("network", "rm", network());
        }
    }

    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    private void create(int node) {
        List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--name", container(node)));
        arguments.addAll(List.of("--hostname", host(node), "--network", network(), "--network-alias", host(node)));
        arguments.addAll(List.of("--publish", "127.0.0.1:" + ports.get(node - 1) + ":9094"));
        configuration(node).forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
        arguments.add(IMAGE);
        Docker.run(arguments);
    }

    private Map<String, String> configuration(int node) {
        Map<String, String> values = new HashMap<>();
        values.put("KAFKA_NODE_ID", Integer.toString(node));
        values.put("KAFKA_PROCESS_ROLES", "broker,controller");
        values.put("KAFKA_LISTENERS", "BROKER://:9092,CONTROLLER://:9093,HOST://:9094");
        values.put(
                "KAFKA_ADVERTISED_LISTENERS",
                "BROKER://" + host(node) + ":9092,HOST://127.0.0.1:" + ports.get(node - 1));
        values.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,HOST:PLAINTEXT");
        values.put("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER");
        values.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        values.put(
                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(voter -> voter + "@" + host(voter) + ":9093")
                        .collect(Collectors.joining(",")));
        values.put("KAFKA_DEFAULT_REPLICATION_FACTOR", "3");
        values.put("KAFKA_MIN_INSYNC_REPLICAS", "2");
        values.put("KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE", "false");
        values.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        values.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3");
        values.put("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "9");
        values.put("KAFKA_OFFSETS_RETENTION_MINUTES", Integer.toString(400 * 24 * 60));
        values.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3");
        values.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2");
        values.put("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "9");
        // A broker that comes back after a cut has another address; Java would remember the old one for 30 s.
        values.put("KAFKA_HEAP_OPTS", "-Xmx384m -Dsun.net.inetaddr.ttl=1 -Dsun.net.inetaddr.negative.ttl=0");
        return values;
    }

    private void createTopics() {
        try (Admin admin = admin()) {
            await("three brokers").atMost(START_DEADLINE).pollInterval(LOOK).until(() -> brokers(admin) == NODES);
            new TopicAdministration(admin, PARTITIONS, NODES).apply();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
        awaitWhole(START_DEADLINE);
    }

    private static int brokers(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }

    private static boolean isWhole(Admin admin) throws InterruptedException {
        try {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(10, TimeUnit.SECONDS);
            return brokers(admin) == NODES
                    && admin.describeTopics(names).allTopicNames().get(10, TimeUnit.SECONDS).values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.isr().size()
                                    == partition.replicas().size());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void saveLog(int node, String suffix) {
        try {
            Docker.toFile(List.of("logs", container(node)), logs.resolve("broker-" + node + suffix + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String network() {
        return "stairoids-" + run;
    }

    private String container(int node) {
        return network() + "-" + host(node);
    }

    private static String host(int node) {
        return "kafka-" + node;
    }

    /**
     * Below the ports that systems give to outgoing connections: one of those could take a killed broker's port before it
     * comes back.
     */
    private static List<Integer> freePorts() {
        return new Random()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .filter(KafkaCluster::isFree)
                .distinct()
                .limit(NODES)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
