@NullMarked
package com.stairoids.webhooks.testing;

import org.jspecify.annotations.NullMarked;
