package com.stairoids.webhooks.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How results are written. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For scripts: JSON whose members keep their names; where there may be many results, one per line. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code --output}. */
    public static final class Choice {
        @Option(
                names = "--output",
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
        private OutputFormat format = TEXT;

        public boolean isJson() {
            return format == JSON;
        }

        /** Whether a command that says more than results says it in lines of JSON: also where nobody sits at the terminal. */
        public boolean isInLines(Terminal terminal) {
            return isJson() || !terminal.isInteractive();
        }
    }
}
