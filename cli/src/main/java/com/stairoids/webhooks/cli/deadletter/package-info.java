/** {@code dead-letters}: the deliveries that were given up. */
@NullMarked
package com.stairoids.webhooks.cli.deadletter;

import org.jspecify.annotations.NullMarked;
