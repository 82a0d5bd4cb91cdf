package com.stairoids.webhooks.faults;

/** The roles, in the order of a delivery's life. */
enum RoleName {
    ROUTER("router", 1),
    SENDER("sender", 2),
    RETRY_SCHEDULER("retry-scheduler", 1);

    private final String command;
    private final int processes;

    RoleName(String command, int processes) {
        this.command = command;
        this.processes = processes;
    }

    /** As {@code webhooks} knows it. */
    String command() {
        return command;
    }

    /** How many run while nothing is added. */
    int processes() {
        return processes;
    }
}
