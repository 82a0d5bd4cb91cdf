/** Deliveries that wait for time, in the tiers' topics, and are put back when they are due. */
@NullMarked
package com.stairoids.webhooks.retryscheduler.due;

import org.jspecify.annotations.NullMarked;
