package com.stairoids.webhooks.faults;

import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.testing.guarantees.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets the planned faults strike. Roles are killed one after the other; a broker's fault goes on meanwhile, so that roles
 * also die while a broker is down.
 */
final class FaultDriver {
    /** What every fault must find in flight or waiting (issue: "paced so that every kill finds ≥ 100"). */
    static final int LEAST_OPEN = 100;

    private static final Duration PROGRESS = Duration.ofMinutes(5);
    private static final Duration WHOLE = Duration.ofMinutes(3);
    private static final int LEAST_IN_FLIGHT = 20;
    private static final Duration IN_FLIGHT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final KafkaCluster cluster;
    private final RoleProcesses roles;
    private final Customers customers;
    private final Workspaces workspaces;
    private final Load load;
    private final List<Struck> struck = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private CompletableFuture<Trouble> brokerFault =
            CompletableFuture.completedFuture(new Trouble(Instant.MIN, Instant.MIN));

    FaultDriver(KafkaCluster cluster, RoleProcesses roles, Customers customers, Workspaces workspaces, Load load) {
        this.cluster = cluster;
        this.roles = roles;
        this.customers = customers;
        this.workspaces = workspaces;
        this.load = load;
    }

    /** Returns when the last one is over. */
    void run(FaultPlan plan) throws InterruptedException {
        for (FaultPlan.Planned planned : plan.faults()) {
            load.allowUpTo(planned.acknowledged());
            await("progress to " + planned.acknowledged() + " events")
                    .atMost(PROGRESS)
                    .pollInterval(LOOK)
                    .until(() -> {
                        roles.revive();
                        return load.acknowledged() >= planned.acknowledged();
                    });
            strike(planned.fault());
        }
        load.allowUpTo(Integer.MAX_VALUE);
        awaitBrokers();
    }

    List<Struck> struck() {
        return List.copyOf(struck);
    }

    /** When brokers were down or coming back. */
    List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    private void strike(Fault fault) throws InterruptedException {
        switch (fault) {
            case Fault.KillRole(RoleName role, int choice) -> {
                int place = roles.readyPlace(role, choice);
                if (role == RoleName.SENDER) {
                    awaitRequestsInFlight();
                }
                Struck found = find();
                add(found, fault, roles.kill(role, place));
            }
            case Fault.BrokerFault broker -> {
                awaitBrokers();
                Struck found = find();
                brokerFault = begin(broker);
                add(found, fault, "");
            }
            case Fault.AddSender() -> add(find(), fault, roles.add(RoleName.SENDER));
            case Fault.RemoveSender() -> {
                Struck found = find();
                add(found, fault, roles.removeLast(RoleName.SENDER));
            }
            case Fault.SilenceEndpoint(int choice, Duration duration) -> {
                Struck found = find();
                String path = workspaces.paths().get(choice % workspaces.paths().size());
                customers.silence(path, duration);
                add(found, fault, path);
            }
        }
    }

    /** A sender's death tells most while endpoints have its requests; what waits elsewhere has to do where they have few. */
    private void awaitRequestsInFlight() {
        bringWork();
        try {
            await("requests in flight")
                    .atMost(IN_FLIGHT)
                    .pollInterval(LOOK)
                    .until(() -> customers.inFlight() >= LEAST_IN_FLIGHT);
        } catch (ConditionTimeoutException e) {
            System.out.println("fewer than " + LEAST_IN_FLIGHT + " requests were in flight at any moment of "
                    + IN_FLIGHT.toSeconds() + " s");
        }
    }

    /** While a fault had to wait for the one before it to be over, what was there may have ended. */
    private void bringWork() {
        load.allowUpTo(load.acknowledged() + 2 * LEAST_OPEN);
    }

    /** What is there at this moment; waits until it is enough for a fault. */
    private Struck find() {
        bringWork();
        int open = await("work for a fault to find")
                .atMost(PROGRESS)
                .pollInterval(LOOK)
                .until(load::open, found -> found >= LEAST_OPEN);
        return new Struck(Instant.now(), "", load.acknowledged(), open, customers.inFlight());
    }

    private void add(Struck found, Fault fault, String whom) {
        String what = fault.describe() + (whom.isEmpty() ? "" : ": " + whom);
        struck.add(new Struck(found.at(), what, found.acknowledged(), found.open(), found.inFlight()));
        System.out.printf(
                "%s  %-60s acknowledged %6d, in flight or waiting %4d, in flight %3d%n",
                found.at().truncatedTo(ChronoUnit.SECONDS), what, found.acknowledged(), found.open(), found.inFlight());
    }

    private CompletableFuture<Trouble> begin(Fault.BrokerFault fault) {
        Instant from = Instant.now();
        Runnable mending = switch (fault) {
            case Fault.KillBroker(int node, boolean wiped, Duration _) -> {
                cluster.kill(node);
                yield wiped ? () -> cluster.restartWiped(node) : () -> cluster.restart(node);
            }
            case Fault.PauseBroker(int node, Duration _) -> {
                cluster.pause(node);
                yield () -> cluster.resume(node);
            }
            case Fault.CutBroker(int node, Duration _) -> {
                cluster.cut(node);
                yield () -> cluster.reconnect(node);
            }
        };
        Executor later = CompletableFuture.delayedExecutor(
                fault.duration().toMillis(),
                TimeUnit.MILLISECONDS,
                Thread.ofPlatform().daemon()::start);
        return CompletableFuture.runAsync(mending, later).thenApply(_ -> {
            cluster.awaitWhole(WHOLE);
            return new Trouble(from, Instant.now());
        });
    }

    private void awaitBrokers() {
        Trouble over = brokerFault.join();
        if (over.from().isAfter(Instant.MIN)) {
            troubles.add(over);
            brokerFault = CompletableFuture.completedFuture(new Trouble(Instant.MIN, Instant.MIN));
        }
    }
}
