package com.stairoids.webhooks.faults;

import java.time.Instant;

/**
 * A fault that struck, and what it found.
 *
 * @param what with the name of whom it hit
 * @param acknowledged events by then
 * @param open deliveries in flight or waiting
 * @param inFlight requests that endpoints had received and not answered
 */
record Struck(Instant at, String what, int acknowledged, int open, int inFlight) {}
