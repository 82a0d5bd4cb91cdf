package com.stairoids.webhooks.sender.admit;

import java.time.Duration;

/**
 * When an endpoint counts as not answering: all three must hold of an unbroken row of failures.
 *
 * @param failures in the row, at least
 * @param deliveries that took part in it, at least: one that is retried is no evidence for the others
 * @param after how long the row has lasted, at least
 * @param probeInterval time between two attempts to find out whether it answers again
 */
public record BreakerRules(int failures, int deliveries, Duration after, Duration probeInterval) {}
