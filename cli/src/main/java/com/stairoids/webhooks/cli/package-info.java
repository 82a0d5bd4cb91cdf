/**
 * The {@code webhooks} command. Each of its commands is a package of its own; read {@code role} first, then
 * {@code local}, which runs all of them.
 */
@NullMarked
package com.stairoids.webhooks.cli;

import org.jspecify.annotations.NullMarked;
