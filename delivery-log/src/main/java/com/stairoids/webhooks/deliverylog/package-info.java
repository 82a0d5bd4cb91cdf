/** The delivery log: what happened to each delivery, by endpoint, newest first, and how its endpoint does. */
@NullMarked
package com.stairoids.webhooks.deliverylog;

import org.jspecify.annotations.NullMarked;
