/** Who asks, and what they may. */
@NullMarked
package com.stairoids.webhooks.console.access;

import org.jspecify.annotations.NullMarked;
