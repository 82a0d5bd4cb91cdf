/** Step 2: what may start now, for whom; who is gone or disabled. */
@NullMarked
package com.stairoids.webhooks.sender.admit;

import org.jspecify.annotations.NullMarked;
