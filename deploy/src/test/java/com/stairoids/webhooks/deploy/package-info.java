/** Holds manifests, alerts, dashboard and the operators' handbook to the code and to each other. Nothing here is deployed. */
@NullMarked
package com.stairoids.webhooks.deploy;

import org.jspecify.annotations.NullMarked;
