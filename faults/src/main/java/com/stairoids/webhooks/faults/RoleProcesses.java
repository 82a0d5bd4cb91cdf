package com.stairoids.webhooks.faults;

import com.stairoids.webhooks.cli.Webhooks;
import com.stairoids.webhooks.testing.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The roles as processes. Each place ({@code sender-1}) is filled at all times: whoever dies in it has a successor at once
 * ({@code sender-1.2} after {@code sender-1.1}). The suite's main thread starts and ends them; any thread may look.
 */
final class RoleProcesses implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path directory;
    private final Map<String, String> environment;
    private final Map<RoleName, List<JavaProcess>> running = new HashMap<>();
    private final Map<String, Integer> incarnations = new HashMap<>();
    private final List<JavaProcess> started = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> killed = new ConcurrentHashMap<>();
    private final List<String> endedByThemselves = new ArrayList<>();

    /**
     * @param directory holds {@code settings.properties} and takes what the processes say
     * @param environment what may not stand in a file
     */
    RoleProcesses(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
        for (RoleName role : RoleName.values()) {
            running.put(role, new ArrayList<>());
            for (int place = 1; place <= role.processes(); place++) {
                of(role).add(start(role, place));
            }
        }
    }

    /** Waits until all that run are ready. */
    void awaitReady() {
        running.values().forEach(processes -> processes.forEach(RoleProcesses::awaitReady));
    }

    /** Waits until one of a role's processes is ready, and returns its place. */
    int readyPlace(RoleName role, int choice) {
        revive();
        int place = 1 + Math.floorMod(choice, of(role).size());
        awaitReady(of(role).get(place - 1));
        return place;
    }

    /** SIGKILL, and a successor at once. Returns whom it hit. */
    String kill(RoleName role, int place) throws InterruptedException {
        JavaProcess victim = of(role).get(place - 1);
        killed.put(victim.name(), victim.kill());
        of(role).set(place - 1, start(role, place));
        return victim.name();
    }

    /** Adds one in a new place; returns its name. */
    String add(RoleName role) {
        JavaProcess added = start(role, of(role).size() + 1);
        of(role).add(added);
        return added.name();
    }

    /** Ends the one in the last place by SIGTERM; returns its name. */
    String removeLast(RoleName role) throws InterruptedException {
        revive();
        JavaProcess last = of(role).removeLast();
        if (!last.stop(STOP)) {
            endedByThemselves.add(last.name() + " did not end within " + STOP.toSeconds() + " s of SIGTERM");
            killed.put(last.name(), last.kill());
        }
        return last.name();
    }

    /** Gives whoever ended unasked a successor, and remembers that: no fault may end a process. */
    void revive() {
        running.forEach((role, processes) -> {
            for (int place = 1; place <= processes.size(); place++) {
                JavaProcess process = processes.get(place - 1);
                if (!process.isAlive()) {
                    endedByThemselves.add(process.name() + " ended by itself, see " + process.output());
                    killed.put(process.name(), Instant.now());
                    processes.set(place - 1, start(role, place));
                }
            }
        });
    }

    /** Sentences about processes that ended unasked, or did not when asked. */
    List<String> endedByThemselves() {
        return List.copyOf(endedByThemselves);
    }

    /** All senders that ever ran. */
    List<JavaProcess> senders() {
        return started.stream()
                .filter(process -> process.name().startsWith(RoleName.SENDER.command()))
                .toList();
    }

    /** When a process was killed; empty where it was not. */
    Optional<Instant> killedAt(JavaProcess process) {
        return Optional.ofNullable(killed.get(process.name()));
    }

    @Override
    public void close() {
        started.forEach(JavaProcess::close);
    }

    private List<JavaProcess> of(RoleName role) {
        return running.getOrDefault(role, List.of());
    }

    private JavaProcess start(RoleName role, int place) {
        String name = role.command() + "-" + place;
        int incarnation = incarnations.merge(name, 1, Integer::sum);
        String whole = name + "." + incarnation;
        JavaProcess process = JavaProcess.start(
                whole,
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        // The product's own, not the tests'.
                        "-Dlogback.configurationFile=logback.xml",
                        "-Djava.io.tmpdir=" + directory.resolve("tmp")),
                Webhooks.class,
                List.of(
                        role.command(),
                        "--settings",
                        directory.resolve("settings.properties").toString()),
                environment,
                directory.resolve(whole + ".log"));
        started.add(process);
        return process;
    }

    private static void awaitReady(JavaProcess process) {
        process.awaitSaying("RoleCommand: ready ", READY);
    }
}
