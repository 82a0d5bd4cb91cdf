/** Benchmarks: the line as {@code ./webhooks local} runs it, measured by a producer and a receiver outside of it. */
@NullMarked
package com.stairoids.webhooks.bench;

import org.jspecify.annotations.NullMarked;
