/** {@code keys}: the keyset that opens the endpoints' secrets. */
@NullMarked
package com.stairoids.webhooks.cli.key;

import org.jspecify.annotations.NullMarked;
