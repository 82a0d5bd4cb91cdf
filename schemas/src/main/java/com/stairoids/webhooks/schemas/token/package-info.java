/** Who may use the console and its API. */
@NullMarked
package com.stairoids.webhooks.schemas.token;

import org.jspecify.annotations.NullMarked;
