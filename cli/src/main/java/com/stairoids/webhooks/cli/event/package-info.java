/** {@code events}: domain events into the topics that upstream would produce them to. */
@NullMarked
package com.stairoids.webhooks.cli.event;

import org.jspecify.annotations.NullMarked;
