package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.Version;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.monitoring.Health;
import com.stairoids.webhooks.monitoring.Monitoring;
import com.stairoids.webhooks.monitoring.MonitoringSettings;
import com.stairoids.webhooks.monitoring.log.LogFormat;
import com.stairoids.webhooks.schemas.topic.DurabilityCheck;
import com.stairoids.webhooks.schemas.topic.DurabilityFinding;
import com.stairoids.webhooks.schemas.topic.DurabilityReport;
import com.stairoids.webhooks.schemas.topic.Topic;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.RetryDelays;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one role until the process is asked to end. */
@Command
public final class RoleCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(RoleCommand.class);

    /** To look at, not to give up after: the log says once that it is ready, however long that takes. */
    private static final Duration READINESS = Duration.ofDays(365);

    private final Role role;

    @Mixin
    private final Connection connection;

    private RoleCommand(Role role, Terminal terminal) {
        this.role = role;
        this.connection = new Connection(terminal);
    }

    /** The command of that role. */
    public static CommandLine of(Role role, Terminal terminal) {
        CommandLine command = new CommandLine(new RoleCommand(role, terminal));
        command.getCommandSpec().name(role.commandName()).usageMessage().description(role.description());
        return command;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Settings settings = connection.settings();
        settings.get(LogFormat.SETTING).apply();
        KafkaSettings kafka = KafkaSettings.of(settings);
        Function<MeterRegistry, RunningRole> starting = role.prepared(settings, kafka);
        Duration patience = settings.get(ProcessSettings.WAIT_FOR_KAFKA);
        Duration stopDeadline = settings.get(ProcessSettings.STOP_DEADLINE);
        announceTargets(settings);
        try (Monitoring monitoring = monitoring(settings)) {
            monitoring.health().waitsFor("Kafka");
            try (Admin admin = KafkaAnswer.await(kafka, patience)) {
                log.atInfo().addKeyValue("role", role.commandName()).log("Kafka answers");
                Map<Topic, Duration> waits = settings.get(RetryDelays.DELAYS).byTopic();
                requireDurable(new DurabilityCheck(admin).examine(waits), kafka.allowUnreplicated());
            }
            return run(starting, monitoring, stopDeadline);
        }
    }

    private int run(Function<MeterRegistry, RunningRole> starting, Monitoring monitoring, Duration stopDeadline)
            throws InterruptedException {
        try (ProcessEnd end = ProcessEnd.within(stopDeadline)) {
            RunningRole running = starting.apply(monitoring.meters(role.commandName()));
            monitoring.health().runs(List.of(running.health()));
            log.atInfo().addKeyValue("role", role.commandName()).log("started");
            Thread.ofVirtual().start(() -> announceReadiness(running));
            return end.await(() -> closed(running, monitoring.health()), running.ended());
        }
    }

    private Monitoring monitoring(Settings settings) {
        MonitoringSettings own = MonitoringSettings.of(settings, role.monitoringPort());
        Monitoring started = Monitoring.start(own, role.commandName(), Version.text());
        log.atInfo()
                .addKeyValue("role", role.commandName())
                .addKeyValue("host", own.host())
                .addKeyValue("port", started.port())
                .log("serving /metrics, /health/live and /health/ready");
        return started;
    }

    private static void requireDurable(DurabilityReport report, boolean allowUnreplicated) {
        List<DurabilityFinding> obstacles = report.obstacles(allowUnreplicated);
        if (!obstacles.isEmpty()) {
            throw new CommandFailedException(obstacles.stream()
                    .map(DurabilityFinding::describe)
                    .collect(Collectors.joining(
                            "\n  ",
                            "this cluster does not keep what deliveries are promised, so the role does not start:\n  ",
                            report.obstacles(true).isEmpty()
                                    ? "\nWhere losing events is acceptable, " + KafkaSettings.ALLOW_UNREPLICATED.name()
                                            + "=true lets it start all the same."
                                    : "")));
        }
        report.lessDurable()
                .forEach(finding -> log.atWarn()
                        .addKeyValue("finding", finding.describe())
                        .log("the cluster keeps less than deliveries are promised, which was allowed"));
    }

    private void announceReadiness(RunningRole running) {
        try {
            if (running.awaitReady(READINESS)) {
                log.atInfo().addKeyValue("role", role.commandName()).log("ready");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closed(RunningRole running, Health health) {
        health.stops();
        log.atInfo().addKeyValue("role", role.commandName()).log("stopping");
        running.close();
        log.atInfo().addKeyValue("role", role.commandName()).log("stopped");
    }

    private static void announceTargets(Settings settings) {
        if (settings.get(TargetSettings.ALLOW_HTTP)) {
            log.atWarn()
                    .addKeyValue("setting", TargetSettings.ALLOW_HTTP.name())
                    .log("deliveries may go to http:// URLs, in clear");
        }
        if (!settings.get(TargetSettings.ALLOW_CIDRS).isEmpty()) {
            log.atWarn()
                    .addKeyValue("setting", TargetSettings.ALLOW_CIDRS.name())
                    .addKeyValue("blocks", settings.get(TargetSettings.ALLOW_CIDRS))
                    .log("deliveries may go to addresses that are refused by default");
        }
    }
}
