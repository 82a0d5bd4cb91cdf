package com.stairoids.webhooks.cli.bulk;

import com.stairoids.webhooks.cli.Terminal;
import com.stairoids.webhooks.schemas.json.Json;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far it is: a bar for who watches, a line a second for who reads a pipe. Belongs to one thread. */
public sealed interface Progress extends AutoCloseable {
    /** So many are sent by now. */
    void reached(long sent);

    /** Leaves the bar as it is. */
    @Override
    void close();

    /**
     * The form that fits who is there.
     *
     * @param inLines whether a program reads it
     * @param of how many there are to send
     */
    static Progress of(Terminal terminal, boolean inLines, String task, long of) {
        return inLines ? new Lines(terminal, of) : new Bar(terminal, task, of);
    }

    /** For people; on standard error. */
    final class Bar implements Progress {
        private static final int UPDATE_MILLIS = 200;

        private final ProgressBar bar;

        private Bar(Terminal terminal, String task, long of) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(of)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
                    .showSpeed()
                    .build();
        }

        @Override
        public void reached(long sent) {
            bar.stepTo(sent);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** For programs; on standard output. */
    final class Lines implements Progress {
        private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();

        private final Terminal terminal;
        private final long of;
        private long last = System.nanoTime();

        private Lines(Terminal terminal, long of) {
            this.terminal = terminal;
            this.of = of;
        }

        @Override
        public void reached(long sent) {
            long now = System.nanoTime();
            if (now - last >= BETWEEN_NANOS) {
                last = now;
                terminal.out().println(Json.writeText(new Line("progress", sent, of)));
            }
        }

        @Override
        public void close() {
            // The last word is the command's.
        }

        /** One line. */
        record Line(String kind, long sent, long of) {}
    }
}
