/** Parts of the product in processes of their own, to be killed. */
@NullMarked
package com.stairoids.webhooks.testing.process;

import org.jspecify.annotations.NullMarked;
