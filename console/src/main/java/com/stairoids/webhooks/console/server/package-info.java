/** HTTP, to the network. */
@NullMarked
package com.stairoids.webhooks.console.server;

import org.jspecify.annotations.NullMarked;
