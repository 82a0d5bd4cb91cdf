/** Customers at the console. */
@NullMarked
package com.stairoids.webhooks.browser;

import org.jspecify.annotations.NullMarked;
