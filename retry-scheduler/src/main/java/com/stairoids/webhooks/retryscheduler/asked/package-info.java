/**
 * Deliveries that somebody asked for again. In the order of the work: {@code RequestReader} (what is no request is kept aside),
 * {@code ReplayLedger} (whether it was replayed already), {@code Replayer} (what goes out).
 */
@NullMarked
package com.stairoids.webhooks.retryscheduler.asked;

import org.jspecify.annotations.NullMarked;
