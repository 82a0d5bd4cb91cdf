/** A whole line with a console, and what happens upstream of it and at the customer's. */
@NullMarked
package com.stairoids.webhooks.browser.line;

import org.jspecify.annotations.NullMarked;
