/**
 * The console's pages in a real browser: {@code line} runs what they show, {@code chromium} is who looks at them, {@code
 * screenshot} makes the README's pictures. The tests are the customers.
 */
@NullMarked
package com.stairoids.webhooks.browser;

import org.jspecify.annotations.NullMarked;
