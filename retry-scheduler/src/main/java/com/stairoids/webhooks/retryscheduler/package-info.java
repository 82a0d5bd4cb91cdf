/**
 * The one place that puts a waiting delivery back among the deliveries. Its packages are the reasons:
 * {@link com.stairoids.webhooks.retryscheduler.due} for those whose time has come,
 * {@link com.stairoids.webhooks.retryscheduler.recovered} for those whose endpoint has recovered,
 * {@link com.stairoids.webhooks.retryscheduler.asked} for those that somebody asked for again; how the latter two keep what is
 * nowhere else is in {@link com.stairoids.webhooks.retryscheduler.store}.
 */
@NullMarked
package com.stairoids.webhooks.retryscheduler;

import org.jspecify.annotations.NullMarked;
