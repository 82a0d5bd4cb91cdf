/** How stores are kept: in what memory, and as safe as the topic that they are filled from. */
@NullMarked
package com.stairoids.webhooks.retryscheduler.store;

import org.jspecify.annotations.NullMarked;
