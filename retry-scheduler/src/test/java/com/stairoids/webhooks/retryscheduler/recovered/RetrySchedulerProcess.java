package com.stairoids.webhooks.retryscheduler.recovered;

import com.stairoids.webhooks.testing.process.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A retry-scheduler in a process of its own, so that it can be killed as a process is. */
final class RetrySchedulerProcess {
    private RetrySchedulerProcess() {}

    /** Starts one on this test's class path; what it logs goes to {@code log}, a new file. */
    static JavaProcess start(String bootstrapServers, Path state, Path log) {
        return JavaProcess.start(
                "retry-scheduler",
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                RetrySchedulerProcess.class,
                List.of(bootstrapServers, state.toString()),
                Map.of(),
                log);
    }

    public static void main(String[] args) {
        ParkingLine.start(args[0], Path.of(args[1]), Map.of()).ended().join();
    }
}
