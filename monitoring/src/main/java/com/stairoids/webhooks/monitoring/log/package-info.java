/** The form of the log: text for people, JSON for programs. */
@NullMarked
package com.stairoids.webhooks.monitoring.log;

import org.jspecify.annotations.NullMarked;
