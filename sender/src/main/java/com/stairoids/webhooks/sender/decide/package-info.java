/** Step 5: what follows from an answer. */
@NullMarked
package com.stairoids.webhooks.sender.decide;

import org.jspecify.annotations.NullMarked;
