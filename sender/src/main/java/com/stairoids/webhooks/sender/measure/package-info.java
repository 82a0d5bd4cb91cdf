/** What an operator sees of a sender: its meters, which the other steps feed. docs/metrics.md says what each means. */
@NullMarked
package com.stairoids.webhooks.sender.measure;

import org.jspecify.annotations.NullMarked;
