package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.retryscheduler.RetryScheduler;
import com.stairoids.webhooks.retryscheduler.RetrySchedulerSettings;
import com.stairoids.webhooks.router.Router;
import com.stairoids.webhooks.router.RouterSettings;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.sender.Sender;
import com.stairoids.webhooks.sender.SenderSettings;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;

/** The roles, in the order of a delivery's life; where one can look at it comes last. */
public enum Role {
    ROUTER("router", 9464, "Run a router: writes one delivery for every enabled endpoint that wants an event.") {
        @Override
        Function<MeterRegistry, RunningRole> prepared(Settings settings, KafkaSettings kafka) {
            RouterSettings own = RouterSettings.of(settings);
            return meters -> {
                Router router = Router.start(own, kafka, meters);
                return new RunningRole(this, router::waitingFor, router.ended(), router::close);
            };
        }
    },
    SENDER("sender", 9465, "Run a sender: signs and POSTs deliveries, and hands over what failed.") {
        @Override
        Function<MeterRegistry, RunningRole> prepared(Settings settings, KafkaSettings kafka) {
            SenderSettings own = SenderSettings.of(settings);
            SecretCipher cipher = SecretSettings.cipher(settings);
            TargetGuard guard = TargetSettings.guard(settings);
            return meters -> {
                Sender sender = Sender.start(own, kafka, cipher, guard, meters);
                return new RunningRole(this, sender::waitingFor, sender.ended(), sender::close);
            };
        }
    },
    RETRY_SCHEDULER(
            "retry-scheduler",
            9466,
            "Run a retry-scheduler: puts deliveries back when they are due, or their endpoint has recovered.") {
        @Override
        Function<MeterRegistry, RunningRole> prepared(Settings settings, KafkaSettings kafka) {
            RetrySchedulerSettings own = RetrySchedulerSettings.of(settings);
            return meters -> {
                RetryScheduler scheduler = RetryScheduler.start(own, kafka, meters);
                return new RunningRole(this, scheduler::waitingFor, scheduler.ended(), scheduler::close);
            };
        }
    },
    CONSOLE("console", 9467, "Run a console: Settings → Webhooks and its API, over a delivery log of its own.") {
        @Override
        Function<MeterRegistry, RunningRole> prepared(Settings settings, KafkaSettings kafka) {
            Function<MeterRegistry, ConsoleWithLog> starting = ConsoleWithLog.prepared(settings, kafka);
            return meters -> {
                ConsoleWithLog started = starting.apply(meters);
                return new RunningRole(
                        this, started::waitingFor, started.ended(), started::close, Optional.of(started.console()));
            };
        }
    };

    private final String commandName;
    private final int monitoringPort;
    private final String description;

    Role(String commandName, int monitoringPort, String description) {
        this.commandName = commandName;
        this.monitoringPort = monitoringPort;
        this.description = description;
    }

    /** Reads and checks what the role is told; what is returned starts it. */
    abstract Function<MeterRegistry, RunningRole> prepared(Settings settings, KafkaSettings kafka);

    /**
     * Starts the role; it becomes ready in the background.
     *
     * @param meters where it counts
     * @throws com.stairoids.webhooks.settings.InvalidSettingException where a setting cannot be used
     */
    public RunningRole start(Settings settings, MeterRegistry meters) {
        return prepared(settings, KafkaSettings.of(settings)).apply(meters);
    }

    /** As in {@code webhooks router}. */
    public String commandName() {
        return commandName;
    }

    /** Where it serves its metrics and health unless another port is set. */
    int monitoringPort() {
        return monitoringPort;
    }

    String description() {
        return description;
    }
}
