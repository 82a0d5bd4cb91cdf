/** Deliveries that were given up, for those who look at them and choose among them. */
@NullMarked
package com.stairoids.webhooks.deadletters;

import org.jspecify.annotations.NullMarked;
