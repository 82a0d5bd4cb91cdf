package com.stairoids.webhooks.cli.bulk;

import com.stairoids.webhooks.cli.CommandFailedException;
import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.settings.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** {@code --dry-run}, {@code --yes} and {@code --rate}. */
public final class SendingOptions {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(?:/s)?");

    @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask whether to go on; for scripts.")
    private boolean yes;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "100/s",
            description = "How many a second at most, as in 500/s; by default ${DEFAULT-VALUE}.")
    private String rate = "100/s";

    public boolean isDryRun() {
        return dryRun;
    }

    /**
     * How many a second, above 0.
     *
     * @throws InvalidSettingException where it was written otherwise
     */
    public double perSecond() {
        Matcher matcher = RATE.matcher(rate);
        double perSecond = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (perSecond <= 0) {
            throw new InvalidSettingException("--rate must be a number a second above 0, such as 500/s or 0.5/s");
        }
        return perSecond;
    }

    /**
     * Whether to go on: what was said beforehand, or is said now.
     *
     * @throws InvalidSettingException where nothing was said and there is nobody to ask
     */
    public boolean isAgreed(Terminal terminal, String question) throws IOException {
        if (yes) {
            return true;
        }
        requireSomebodyToAsk(terminal);
        terminal.err().print(question + " [y/N] ");
        terminal.err().flush();
        String answer = line(terminal.in()).strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /**
     * To be called before anything that takes its time.
     *
     * @throws InvalidSettingException where a question will come up and there is nobody to ask
     */
    public void requireSomebodyToAsk(Terminal terminal) {
        if (!yes && !dryRun && !terminal.isInteractive()) {
            throw new InvalidSettingException(
                    "this sends, and there is no terminal to ask on whether to go on: add --yes,"
                            + " or --dry-run to see what would be sent");
        }
    }

    /** How long {@code count} of them take at the rate, for a question. */
    public String duration(long count) {
        long seconds = Math.round(count / perSecond());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** What to throw where somebody said no. */
    public static CommandFailedException declined() {
        return new CommandFailedException("nothing was sent, as you said.");
    }
}
