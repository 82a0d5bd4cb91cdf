/** What the commands that send many things have in common: asking first, at what rate, and how far it is. */
@NullMarked
package com.stairoids.webhooks.cli.bulk;

import org.jspecify.annotations.NullMarked;
