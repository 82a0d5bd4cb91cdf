package com.stairoids.webhooks.retryscheduler.due;

/** How much one transaction may put back: 1 record or more, and bytes that a single larger record may exceed. */
public record BatchBounds(int records, int bytes) {}
