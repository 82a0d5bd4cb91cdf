package com.stairoids.webhooks.cli;

/** How a command ends. */
public final class ExitCodes {
    public static final int OK = 0;
    /** It was understood and did not work out, or a comparison found a difference. */
    public static final int FAILED = 1;
    /** What was asked cannot be: an option or a setting is wrong. */
    public static final int USAGE = 2;

    private ExitCodes() {}
}
