@NullMarked
package com.stairoids.webhooks.cli;

import org.jspecify.annotations.NullMarked;
