/** What an endpoint takes at the moment, as its sender sees it. */
@NullMarked
package com.stairoids.webhooks.schemas.health;

import org.jspecify.annotations.NullMarked;
