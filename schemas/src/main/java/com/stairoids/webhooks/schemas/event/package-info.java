/** Domain events: their types, their ids, and how missing parts are derived. */
@NullMarked
package com.stairoids.webhooks.schemas.event;

import org.jspecify.annotations.NullMarked;
