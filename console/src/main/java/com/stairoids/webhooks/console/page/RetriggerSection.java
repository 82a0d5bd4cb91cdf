package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.api.RetriggerView;
import org.jspecify.annotations.Nullable;

/**
 * Where all failed deliveries of a time are asked for again.
 *
 * @param path the endpoint's page
 * @param since what the form suggests, as its field takes it
 * @param run how far the last one is; null where the page was not asked about any
 * @param problem why nothing is known of it
 */
public record RetriggerSection(
        String path,
        String since,
        String csrf,
        @Nullable RetriggerView run,
        @Nullable Problem problem) {
    static final String ANCHOR = "#retrigger";

    public boolean isRunning() {
        return run != null && runs(run);
    }

    static boolean runs(RetriggerView run) {
        return run.status().equals("running");
    }

    public String runUrl() {
        return run == null ? path : path + "/retriggers/" + Paths.encoded(run.id());
    }

    /** How many of them are dealt with. */
    public long done() {
        return run == null ? 0 : run.asked() + run.askedBefore() + run.refused();
    }

    /** For the bar; 0 until they are counted. Some may have come after that. */
    public long total() {
        return run == null || run.total() == null ? 0 : Math.max(run.total(), done());
    }

    /** How it ended, or how far it is. */
    public String sentence() {
        if (run == null) {
            return "";
        }
        String counts = run.asked() + " re-triggered"
                + (run.askedBefore() == 0 ? "" : ", " + run.askedBefore() + " were before")
                + (run.refused() == 0 ? "" : ", " + run.refused() + " passed over") + ".";
        return switch (run.status()) {
            case "running" -> counts;
            case "completed" -> done() == 0 ? "Done: no delivery has failed since then." : "Done: " + counts;
            case "cancelled" -> "Cancelled: " + counts + " What was asked for is sent all the same.";
            default ->
                "It ended early: " + counts + " " + (run.error() == null ? "" : run.error())
                        + " Re-trigger again to go on with the rest; nothing is sent twice.";
        };
    }
}
