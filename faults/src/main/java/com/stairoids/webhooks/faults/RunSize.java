package com.stairoids.webhooks.faults;

/**
 * How much a run does.
 *
 * @param events produced, each for two endpoints
 * @param killsPerRole by SIGKILL
 * @param scaleOuts how often a sender is added and, later, removed
 * @param wipes whether a second broker is killed, and comes back without its data
 * @param mostOpen deliveries that may be in flight or waiting before the load pauses
 */
record RunSize(String name, int events, int killsPerRole, int scaleOuts, boolean wipes, int mostOpen) {
    /** To try the suite itself. */
    static final RunSize TINY = new RunSize("tiny", 3_000, 1, 1, true, 600);

    static final RunSize SHORT = new RunSize("short", 20_000, 3, 1, false, 1_000);
    static final RunSize FULL = new RunSize("full", 100_000, 10, 3, true, 1_500);
}
