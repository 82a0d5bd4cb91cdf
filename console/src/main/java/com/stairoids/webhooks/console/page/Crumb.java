package com.stairoids.webhooks.console.page;

import org.jspecify.annotations.Nullable;

/**
 * A step of the way to a page.
 *
 * @param href null where it is no page, or this one
 */
public record Crumb(String label, @Nullable String href) {}
