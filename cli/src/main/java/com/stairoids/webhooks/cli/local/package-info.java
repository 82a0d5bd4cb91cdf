/** {@code local}: the whole line in one process, with a receiver to try it on. */
@NullMarked
package com.stairoids.webhooks.cli.local;

import org.jspecify.annotations.NullMarked;
