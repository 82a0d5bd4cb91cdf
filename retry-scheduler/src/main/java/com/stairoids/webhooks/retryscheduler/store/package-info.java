/** How Streams runs what keeps stores here. */
@NullMarked
package com.stairoids.webhooks.retryscheduler.store;

import org.jspecify.annotations.NullMarked;
