package com.stairoids.webhooks.cli.deadletter;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.bulk.Progress;
import com.stairoids.webhooks.cli.bulk.SendingOptions;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.cli.endpoint.PresentEndpoints;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.replay.Endpoints;
import com.stairoids.webhooks.deadletters.replay.Replay;
import com.stairoids.webhooks.deadletters.replay.ReplayCount;
import com.stairoids.webhooks.deadletters.replay.ReplayListener;
import com.stairoids.webhooks.deadletters.replay.ReplayStoppedException;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import com.stairoids.webhooks.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has dead letters sent again, each once. */
@Command(
        name = "replay",
        description = "Send dead letters again, each as a new delivery of the same event, with the same body and six"
                + " attempts. What was replayed before is not sent again, whoever did it and however often this is run: a"
                + " replay that was interrupted is run again to go on. Those whose endpoint is deleted or disabled are"
                + " refused; then the command ends with 1, and the others are sent.")
public final class DeadLettersReplay implements Callable<Integer> {
    private static final int RUN_NAME_BYTES = 6;

    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final Selection selection = new Selection();

    @Mixin
    private final SendingOptions sending = new SendingOptions();

    @Option(
            names = "--again",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = "",
            description =
                    "Send also what was replayed before, once in the run of this name, however often it is begun anew."
                            + " Without NAME a new one is made, and shown.")
    private @Nullable String again;

    public DeadLettersReplay(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        Instant now = time.instant();
        DeadLetterFilter filter = beginning(selection.filter(time), now);
        double perSecond = sending.perSecond();
        String run = runName();
        sending.requireSomebodyToAsk(terminal);
        Settings settings = connection.settings();
        Endpoints endpoints = PresentEndpoints.read(settings);
        KafkaSettings kafka = KafkaSettings.of(settings);

        RefusedLetters refused = new RefusedLetters(terminal, output.isInLines(terminal));
        ReplayCount planned = new Replay(kafka, filter, run, endpoints, now).count(refused);
        refused.print();
        if (sending.isDryRun() || planned.asked() == 0) {
            return report(planned, run);
        }
        if (!sending.isAgreed(terminal, question(planned))) {
            throw SendingOptions.declined();
        }
        if (again != null) {
            terminal.err().println("Should this be interrupted, go on with --again " + run + ".");
        }
        return report(ask(new Replay(kafka, filter, run, endpoints, now), perSecond, planned, run), run);
    }

    private ReplayCount ask(Replay replay, double perSecond, ReplayCount planned, @Nullable String run)
            throws InterruptedException {
        try (Progress progress = Progress.of(terminal, output.isInLines(terminal), "Replaying", planned.asked())) {
            return replay.ask(perSecond, new Reporting(progress));
        } catch (ReplayStoppedException e) {
            throw new CommandFailedException(
                    e.getMessage() + ". " + e.taken() + " had been taken and will be sent. Run the same command"
                            + (run == null ? "" : " with --again " + run)
                            + " once Kafka takes records again: it goes on with the rest.",
                    e);
        }
    }

    /** What dies while it runs is another replay's. */
    private static DeadLetterFilter beginning(DeadLetterFilter wanted, Instant now) {
        return wanted.until() == null ? wanted.until(now) : wanted;
    }

    private @Nullable String runName() {
        if (again == null) {
            return null;
        }
        if (again.isEmpty()) {
            byte[] random = new byte[RUN_NAME_BYTES];
            new SecureRandom().nextBytes(random);
            return "again-" + HexFormat.of().formatHex(random);
        }
        if (!Identifiers.isOpaqueId(again)) {
            throw new InvalidSettingException("--again must name a run with 1 to 128 of A-Z a-z 0-9 _ -");
        }
        return again;
    }

    private String question(ReplayCount planned) {
        return "Send " + planned.asked() + " dead letter(s) again, which takes " + sending.duration(planned.asked())
                + " (" + planned.askedBefore() + " were replayed before, " + planned.refusedInAll() + " are refused)?";
    }

    private int report(ReplayCount count, @Nullable String run) {
        if (output.isInLines(terminal)) {
            terminal.out()
                    .println(Json.writeText(new Line(
                            sending.isDryRun() ? "planned" : "done",
                            run,
                            count.asked(),
                            count.askedBefore(),
                            count.refusedInAll())));
        } else {
            terminal.out()
                    .println(count.asked() + (sending.isDryRun() ? " would be asked for, " : " asked for, ")
                            + count.askedBefore() + " were replayed before, " + count.refusedInAll() + " refused.");
        }
        return count.refusedInAll() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** One line of JSON. */
    record Line(String kind, @Nullable String run, long asked, long askedBefore, long refused) {}

    /** Says how far it is; whom it refuses was said when it was planned. */
    private record Reporting(Progress progress) implements ReplayListener {
        @Override
        public void progressed(ReplayCount soFar) {
            progress.reached(soFar.taken());
        }
    }
}
