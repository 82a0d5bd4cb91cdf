/** The topology: sources, the table, the step between them, deliveries and rejected events. */
@NullMarked
package com.stairoids.webhooks.router.routing;

import org.jspecify.annotations.NullMarked;
