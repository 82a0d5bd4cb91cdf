/** Step 4: the POST, within its time, to a vetted address. */
@NullMarked
package com.stairoids.webhooks.sender.post;

import org.jspecify.annotations.NullMarked;
