/** {@code endpoints}: register, look at, switch and remove them. */
@NullMarked
package com.stairoids.webhooks.cli.endpoint;

import org.jspecify.annotations.NullMarked;
