/** {@code topics}: the cluster beside the declarations. */
@NullMarked
package com.stairoids.webhooks.cli.topic;

import org.jspecify.annotations.NullMarked;
