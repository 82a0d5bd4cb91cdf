/** Step 1: deliveries as they are polled, and the partitions they came from. */
@NullMarked
package com.stairoids.webhooks.sender.consume;

import org.jspecify.annotations.NullMarked;
