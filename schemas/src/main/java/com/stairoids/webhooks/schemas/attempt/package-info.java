/** The log of what happened to each delivery. */
@NullMarked
package com.stairoids.webhooks.schemas.attempt;

import org.jspecify.annotations.NullMarked;
