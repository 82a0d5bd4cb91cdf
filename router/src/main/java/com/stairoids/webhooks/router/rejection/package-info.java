/** Why records are refused, what their producers should do, and how a refused record is kept. */
@NullMarked
package com.stairoids.webhooks.router.rejection;

import org.jspecify.annotations.NullMarked;
