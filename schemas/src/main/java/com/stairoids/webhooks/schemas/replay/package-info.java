/** Asking for deliveries again. */
@NullMarked
package com.stairoids.webhooks.schemas.replay;

import org.jspecify.annotations.NullMarked;
