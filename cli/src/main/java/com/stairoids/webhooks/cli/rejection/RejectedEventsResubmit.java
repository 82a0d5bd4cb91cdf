package com.stairoids.webhooks.cli.rejection;

import com.stairoids.webhooks.cli.ExitCodes;
import com.stairoids.webhooks.cli.OutputFormat;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.cli.bulk.Progress;
import com.stairoids.webhooks.cli.bulk.SendingOptions;
import com.stairoids.webhooks.cli.connection.Connection;
import com.stairoids.webhooks.deadletters.replay.Pace;
import com.stairoids.webhooks.schemas.json.Json;
import com.stairoids.webhooks.settings.InvalidSettingException;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Sends what was refused anew. Two records are two events: what is resubmitted twice reaches its endpoints twice, under two ids
 * unless it has one of its own. So what was resubmitted is noted, and passed over the next time.
 */
@Command(
        name = "resubmit",
        description =
                "Send refused records again to the topics that they came from: their bytes as they are kept, or for"
                        + " one record corrected ones. A record that is sent twice is two events, so what was resubmitted before is"
                        + " passed over unless --again. Without a change of the bytes, or of what they were refused for, they are"
                        + " refused again.")
public final class RejectedEventsResubmit implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource time;

    @Mixin
    private final Connection connection;

    @Mixin
    private final OutputFormat.Choice output = new OutputFormat.Choice();

    @Mixin
    private final RejectedSelection selection = new RejectedSelection();

    @Mixin
    private final SendingOptions sending = new SendingOptions();

    @Option(
            names = "--value-file",
            paramLabel = "FILE",
            description = "Send this file's bytes instead of the kept ones; with --record, for one record.")
    private @Nullable Path valueFile;

    @Option(names = "--again", description = "Send also what was resubmitted before: each is one more event.")
    private boolean again;

    private long toSend;
    private long before;
    private long refused;

    public RejectedEventsResubmit(Terminal terminal, InstantSource time) {
        this.terminal = terminal;
        this.time = time;
        this.connection = new Connection(terminal);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        RejectedSelection.Chosen chosen = beginning(selection.chosen(time));
        double perSecond = sending.perSecond();
        byte[] corrected = corrected(chosen);
        sending.requireSomebodyToAsk(terminal);
        KafkaSettings kafka = connection.kafka();
        Connection.requireAnswer(kafka);
        RejectedEvents events = new RejectedEvents(kafka);
        plan(events, chosen, corrected);
        if (sending.isDryRun() || toSend == 0) {
            return report(toSend);
        }
        if (!sending.isAgreed(
                terminal,
                "Send " + toSend + " refused record(s) anew, which takes " + sending.duration(toSend) + " (" + before
                        + " were resubmitted before, " + refused + " cannot be)?")) {
            throw SendingOptions.declined();
        }
        return report(send(kafka, events, chosen, corrected, perSecond));
    }

    /** What is refused while this runs, because of it too, is another's. */
    private RejectedSelection.Chosen beginning(RejectedSelection.Chosen chosen) {
        Instant until = chosen.until() == null ? time.instant() : chosen.until();
        return new RejectedSelection.Chosen(chosen.reason(), chosen.topic(), chosen.since(), until, chosen.ids());
    }

    private byte @Nullable [] corrected(RejectedSelection.Chosen chosen) {
        if (valueFile == null) {
            return null;
        }
        if (chosen.ids().size() != 1) {
            throw new InvalidSettingException("--value-file is for one record: name it with --record");
        }
        try {
            return Files.readAllBytes(valueFile);
        } catch (IOException e) {
            throw new InvalidSettingException("--value-file " + valueFile + " cannot be read: name a file", e);
        }
    }

    private void plan(RejectedEvents events, RejectedSelection.Chosen chosen, byte @Nullable [] corrected) {
        Set<RejectedId> sent = events.resubmitted();
        try (Stream<RejectedEvent> rejected = events.stream(chosen)) {
            rejected.forEach(event -> {
                String obstacle = obstacle(event, corrected);
                if (!again && sent.contains(event.id())) {
                    before++;
                } else if (obstacle != null) {
                    refused++;
                    sayRefused(event, obstacle);
                } else {
                    toSend++;
                }
            });
        }
    }

    private long send(
            KafkaSettings kafka,
            RejectedEvents events,
            RejectedSelection.Chosen chosen,
            byte @Nullable [] corrected,
            double perSecond)
            throws InterruptedException {
        Pace pace = Pace.of(perSecond);
        try (Progress progress = Progress.of(terminal, output.isInLines(terminal), "Resubmitting", toSend);
                Resubmission resubmission = Resubmission.begin(kafka, perSecond)) {
            // Read after it began: what others sent is noted by now, and nobody else sends any more.
            Set<RejectedId> sent = events.resubmitted();
            try (Stream<RejectedEvent> rejected = events.stream(chosen)) {
                for (Iterator<RejectedEvent> all = rejected.iterator(); all.hasNext(); ) {
                    RejectedEvent event = all.next();
                    byte[] value = corrected == null ? event.value() : corrected;
                    if ((again || !sent.contains(event.id())) && value != null && obstacle(event, corrected) == null) {
                        pace.await();
                        resubmission.send(event, value);
                        progress.reached(resubmission.committed());
                    }
                }
            }
            resubmission.commit();
            progress.reached(resubmission.committed());
            return resubmission.committed();
        }
    }

    /** Why it cannot be sent; null where it can. */
    private static @Nullable String obstacle(RejectedEvent event, byte @Nullable [] corrected) {
        if (!RejectedSelection.SOURCES.contains(event.sourceTopic())) {
            return "it does not say which topic of events it came from";
        }
        if (event.isKeyCut()) {
            return "only the beginning of its key was kept; produce it again";
        }
        if (event.isShortOfHeaders()) {
            return "not all of its headers were kept; produce it again";
        }
        if (corrected != null) {
            return null;
        }
        if (event.value() == null) {
            return "it has no value; give one with --value-file";
        }
        return event.isCut()
                ? "only the beginning of its value was kept; give all of it with --value-file, or produce it again"
                : null;
    }

    private void sayRefused(RejectedEvent event, String obstacle) {
        if (output.isInLines(terminal)) {
            terminal.out()
                    .println(Json.writeText(new Refused(
                            "refused", event.id().partition(), event.id().offset(), obstacle)));
        } else {
            terminal.err().println("refused: " + event.id() + ": " + obstacle + ".");
        }
    }

    private int report(long sent) {
        if (output.isInLines(terminal)) {
            terminal.out()
                    .println(Json.writeText(new Line(sending.isDryRun() ? "planned" : "done", sent, before, refused)));
        } else {
            terminal.out()
                    .println(sent + (sending.isDryRun() ? " would be sent, " : " sent, ") + before
                            + " were resubmitted before, " + refused + " refused.");
        }
        return refused == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** One line of JSON, at the end. */
    record Line(String kind, long sent, long resubmittedBefore, long refused) {}

    /** One line of JSON for each that cannot be sent. */
    record Refused(String kind, int partition, long offset, String reason) {}
}
