@NullMarked
package com.stairoids.webhooks.broker;

import org.jspecify.annotations.NullMarked;
