package com.stairoids.webhooks.cli.role;

import com.stairoids.webhooks.console.Console;
import com.stairoids.webhooks.console.ConsoleSettings;
import com.stairoids.webhooks.deliverylog.DeliveryLogSettings;
import com.stairoids.webhooks.deliverylog.run.RunningDeliveryLog;
import com.stairoids.webhooks.schemas.encryption.SecretCipher;
import com.stairoids.webhooks.schemas.target.TargetGuard;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.SecretSettings;
import com.stairoids.webhooks.settings.Settings;
import com.stairoids.webhooks.settings.TargetSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A console, and this process's copy of the delivery log that it shows. Neither is of use without the other. */
record ConsoleWithLog(RunningDeliveryLog log, Console console) implements AutoCloseable {
    /** Reads and checks what both are told; what is returned starts them. */
    static Function<MeterRegistry, ConsoleWithLog> prepared(Settings settings, KafkaSettings kafka) {
        ConsoleSettings own = ConsoleSettings.of(settings);
        DeliveryLogSettings ofLog = DeliveryLogSettings.of(settings);
        SecretCipher cipher = SecretSettings.cipher(settings);
        TargetGuard guard = TargetSettings.guard(settings);
        return meters -> {
            RunningDeliveryLog log = RunningDeliveryLog.start(ofLog, kafka, meters);
            try {
                return new ConsoleWithLog(
                        log, Console.start(own, kafka, cipher, guard, log.log(), log.contents(), meters));
            } catch (RuntimeException | Error e) {
                log.close();
                throw e;
            }
        };
    }

    /** For the log too, without which the console is not ready. */
    List<String> waitingFor() {
        return console.waitingFor();
    }

    /** Completes as the first of the two does, which is the end of both. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.anyOf(console.ended(), log.ended()).thenAccept(_ -> {});
    }

    /** The console first, so that what it still answers finds the log. */
    @Override
    public void close() {
        console.close();
        log.close();
    }
}
