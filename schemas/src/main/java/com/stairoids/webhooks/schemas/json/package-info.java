/** How records are written as JSON and read back. */
@NullMarked
package com.stairoids.webhooks.schemas.json;

import org.jspecify.annotations.NullMarked;
