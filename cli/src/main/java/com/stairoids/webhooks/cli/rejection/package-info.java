/** {@code rejected-events}: what the router refused, and sending it anew. */
@NullMarked
package com.stairoids.webhooks.cli.rejection;

import org.jspecify.annotations.NullMarked;
