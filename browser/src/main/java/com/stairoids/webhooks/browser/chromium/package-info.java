/** Browsers and whoever sits at them. */
@NullMarked
package com.stairoids.webhooks.browser.chromium;

import org.jspecify.annotations.NullMarked;
