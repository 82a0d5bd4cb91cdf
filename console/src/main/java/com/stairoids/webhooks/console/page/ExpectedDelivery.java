package com.stairoids.webhooks.console.page;

/**
 * A delivery that was asked for and that the log does not have yet.
 *
 * @param repeated where the one is that it repeats
 * @param liveUrl where it will be
 */
public record ExpectedDelivery(String repeated, String liveUrl) {}
