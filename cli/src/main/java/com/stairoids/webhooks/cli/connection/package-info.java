/** How a command reaches Kafka, and what it is told by file, environment and command line. */
@NullMarked
package com.stairoids.webhooks.cli.connection;

import org.jspecify.annotations.NullMarked;
