/** How what was sent and answered, and how deliveries stand, is written for people to read. */
@NullMarked
package com.stairoids.webhooks.console.display;

import org.jspecify.annotations.NullMarked;
