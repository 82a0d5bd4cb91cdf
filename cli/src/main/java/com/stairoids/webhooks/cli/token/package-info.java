/** {@code tokens}: who may use the console and its API. */
@NullMarked
package com.stairoids.webhooks.cli.token;

import org.jspecify.annotations.NullMarked;
