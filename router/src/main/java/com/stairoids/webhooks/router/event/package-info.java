/** What a source record says: JSON read byte by byte, checked, and turned into a request body. */
@NullMarked
package com.stairoids.webhooks.router.event;

import org.jspecify.annotations.NullMarked;
