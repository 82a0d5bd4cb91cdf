/** {@code router}, {@code sender}, {@code retry-scheduler}: one role, one process. */
@NullMarked
package com.stairoids.webhooks.cli.role;

import org.jspecify.annotations.NullMarked;
