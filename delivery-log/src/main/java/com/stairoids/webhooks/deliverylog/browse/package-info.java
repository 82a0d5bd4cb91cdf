/** Answers from the stores: {@code LogBrowser}, which puts together what several {@code Scan}s find. */
@NullMarked
package com.stairoids.webhooks.deliverylog.browse;

import org.jspecify.annotations.NullMarked;
