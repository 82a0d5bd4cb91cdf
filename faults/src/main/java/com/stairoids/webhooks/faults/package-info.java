/**
 * The fault suite: the whole line as separate processes on three brokers, which are killed, paused and cut off according to
 * a plan that a seed decides, and a count of what was lost and doubled.
 */
@NullMarked
package com.stairoids.webhooks.faults;

import org.jspecify.annotations.NullMarked;
