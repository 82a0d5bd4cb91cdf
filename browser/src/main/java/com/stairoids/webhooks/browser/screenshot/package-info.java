/** The README's pictures, of a line with sample data. */
@NullMarked
package com.stairoids.webhooks.browser.screenshot;

import org.jspecify.annotations.NullMarked;
