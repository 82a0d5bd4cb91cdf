/**
 * What must hold in the end, whatever was killed or failed meanwhile. Each guarantee is a record of what was observed and
 * lists what violates it, in sentences; none means that it holds.
 */
@NullMarked
package com.stairoids.webhooks.testing.guarantees;

import org.jspecify.annotations.NullMarked;
