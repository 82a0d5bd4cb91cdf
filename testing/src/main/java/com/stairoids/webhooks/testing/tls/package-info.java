/** Certificates made for one test, good and bad. */
@NullMarked
package com.stairoids.webhooks.testing.tls;

import org.jspecify.annotations.NullMarked;
