/** Tokens: made and revoked by operators, known to a running console. */
@NullMarked
package com.stairoids.webhooks.console.token;

import org.jspecify.annotations.NullMarked;
