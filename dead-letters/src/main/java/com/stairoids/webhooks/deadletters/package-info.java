@NullMarked
package com.stairoids.webhooks.deadletters;

import org.jspecify.annotations.NullMarked;
