/** An HTTP server that answers, fails, hangs, drips or cuts as it is told. */
@NullMarked
package com.stairoids.webhooks.testing.receiver;

import org.jspecify.annotations.NullMarked;
