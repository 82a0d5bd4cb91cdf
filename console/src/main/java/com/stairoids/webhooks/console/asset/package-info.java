/** What pages need beside themselves: scripts and styles. */
@NullMarked
package com.stairoids.webhooks.console.asset;

import org.jspecify.annotations.NullMarked;
