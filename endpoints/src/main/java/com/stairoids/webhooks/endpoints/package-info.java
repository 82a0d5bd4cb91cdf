@NullMarked
package com.stairoids.webhooks.endpoints;

import org.jspecify.annotations.NullMarked;
