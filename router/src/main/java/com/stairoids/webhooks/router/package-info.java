@NullMarked
package com.stairoids.webhooks.router;

import org.jspecify.annotations.NullMarked;
