/**
 * What a running process says of itself: {@code Monitoring} serves its metrics and health on a port of their own;
 * {@code log} is the form of its log.
 */
@NullMarked
package com.stairoids.webhooks.monitoring;

import org.jspecify.annotations.NullMarked;
