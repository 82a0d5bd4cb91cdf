/** The REST API: one class for each kind of thing, one method for each operation. */
@NullMarked
package com.stairoids.webhooks.console.api;

import org.jspecify.annotations.NullMarked;
