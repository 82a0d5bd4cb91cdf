package com.stairoids.webhooks.sender.decide;

/** What becomes of a delivery that was taken up: its end, or where it waits next. */
public enum Ending {
    /** The endpoint accepted it. */
    DELIVERED,
    /** It waits in a tier for its next attempt. */
    RETRIED,
    /** It waits for its endpoint. */
    PARKED,
    /** Its endpoint is gone or disabled. */
    CANCELLED,
    /** It was given up. */
    DEAD_LETTERED
}
