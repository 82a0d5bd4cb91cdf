/** {@code attempts}: the log of what happened to each delivery. */
@NullMarked
package com.stairoids.webhooks.cli.attempt;

import org.jspecify.annotations.NullMarked;
