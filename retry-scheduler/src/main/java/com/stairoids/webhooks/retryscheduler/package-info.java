/**
 * The one place that puts a waiting delivery back among the deliveries. Its packages are the reasons:
 * {@link com.stairoids.webhooks.retryscheduler.due} for those whose time has come,
 * {@link com.stairoids.webhooks.retryscheduler.recovered} for those whose endpoint has recovered.
 */
@NullMarked
package com.stairoids.webhooks.retryscheduler;

import org.jspecify.annotations.NullMarked;
