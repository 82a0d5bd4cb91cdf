/** Dead deliveries, their replay under kills, and what became of them. */
@NullMarked
package com.stairoids.webhooks.testing.replays;

import org.jspecify.annotations.NullMarked;
