/**
 * Every setting is declared once, as a {@link com.stairoids.webhooks.settings.Setting}: its name, default, bounds and
 * meaning. What reads, checks and documents settings derives from there.
 */
@NullMarked
package com.stairoids.webhooks.settings;

import org.jspecify.annotations.NullMarked;
