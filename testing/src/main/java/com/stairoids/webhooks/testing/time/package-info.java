/** Time that passes when a test says so. */
@NullMarked
package com.stairoids.webhooks.testing.time;

import org.jspecify.annotations.NullMarked;
