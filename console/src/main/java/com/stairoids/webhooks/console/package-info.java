/**
 * Settings → Webhooks. In the order of a request: {@code server} takes it from the network, {@code contract} says what it
 * may be, {@code access} who asks, {@code api} answers; {@code token} knows those that may ask.
 */
@NullMarked
package com.stairoids.webhooks.console;

import org.jspecify.annotations.NullMarked;
