/** How somebody with a browser comes in and stays in: login, sealed cookie, and what a change must carry. */
@NullMarked
package com.stairoids.webhooks.console.session;

import org.jspecify.annotations.NullMarked;
