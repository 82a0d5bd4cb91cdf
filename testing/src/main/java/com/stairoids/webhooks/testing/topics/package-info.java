/** Writing to topics and reading them whole. */
@NullMarked
package com.stairoids.webhooks.testing.topics;

import org.jspecify.annotations.NullMarked;
