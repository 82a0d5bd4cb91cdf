@NullMarked
package com.stairoids.webhooks.retryscheduler;

import org.jspecify.annotations.NullMarked;
