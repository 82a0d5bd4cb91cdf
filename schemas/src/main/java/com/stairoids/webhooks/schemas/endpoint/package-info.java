/** Endpoints as the subscriptions topic holds them. */
@NullMarked
package com.stairoids.webhooks.schemas.endpoint;

import org.jspecify.annotations.NullMarked;
