package com.stairoids.webhooks.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The configuration of a cluster of one: broker and controller in one process, for loopback clients only. */
final class BrokerProperties {
    private static final Duration OFFSETS_RETENTION = Duration.ofDays(400);

    private BrokerProperties() {}

    static Properties of(LoopbackPorts.Pair ports, Path logs, Optional<SecuredListener> secured) {
        Properties properties = new Properties();
        properties.putAll(listeners(ports));
        properties.putAll(oneReplica());
        properties.putAll(groupsAndTransactions());
        properties.putAll(small());
        properties.putAll(sessions());
        secured.ifPresent(listener -> add(listener, properties));
        properties.put("log.dirs", logs.toString());
        properties.put("auto.create.topics.enable", "false");
        // Above what any topic declares, since topics may only be as large as clients are told the broker allows.
        properties.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
        return properties;
    }

    /**
     * The quorum's only voter is named by this configuration, not by the data: so the controller's port may be another
     * one at each start.
     */
    private static Map<String, String> listeners(LoopbackPorts.Pair ports) {
        String broker = LoopbackPorts.ADDRESS + ":" + ports.broker();
        String controller = LoopbackPorts.ADDRESS + ":" + ports.controller();
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners", "PLAINTEXT://" + broker,
                "inter.broker.listener.name", "PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.quorum.voters", "1@" + controller);
    }

    private static void add(SecuredListener secured, Properties properties) {
        Map.of(
                        "listeners", secured.listener(),
                        "advertised.listeners", secured.listener(),
                        "listener.security.protocol.map", secured.protocolMapping())
                .forEach((name, more) -> properties.merge(name, more, (before, added) -> before + "," + added));
        properties.putAll(secured.properties());
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    private static Map<String, String> groupsAndTransactions() {
        return Map.of(
                "group.initial.rebalance.delay.ms",
                "0",
                // Longer than any topic keeps its records: a group never forgets its place while there is something to
                // read.
                "offsets.retention.minutes",
                Long.toString(OFFSETS_RETENTION.toMinutes()),
                // What a dead writer left open holds back every reader, so it may stay open a minute at most,
                "transaction.max.timeout.ms",
                "60000",
                // and is looked for each second, not every ten.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "1000");
    }

    /**
     * A killed broker's successor is only let in once the session of the killed one has ended, so Kafka's 9 s would be
     * 9 s of waiting; much less would take a busy machine's pause for a death.
     */
    private static Map<String, String> sessions() {
        return Map.of("broker.session.timeout.ms", "5000", "broker.heartbeat.interval.ms", "1000");
    }

    /** Threads, buffers and internal partitions for one machine that has other work to do. */
    private static Map<String, String> small() {
        return Map.of(
                "num.partitions", "4",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "log.cleaner.threads", "1",
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
    }
}
