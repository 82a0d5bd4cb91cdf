/** The OpenAPI document: what may be asked, and what is answered. */
@NullMarked
package com.stairoids.webhooks.console.contract;

import org.jspecify.annotations.NullMarked;
