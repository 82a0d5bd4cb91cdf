/** Step 3: the request headers, signatures included. */
@NullMarked
package com.stairoids.webhooks.sender.sign;

import org.jspecify.annotations.NullMarked;
