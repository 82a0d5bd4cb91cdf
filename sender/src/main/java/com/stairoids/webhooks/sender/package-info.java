@NullMarked
package com.stairoids.webhooks.sender;

import org.jspecify.annotations.NullMarked;
