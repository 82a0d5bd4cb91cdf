/**
 * What a group commits for a partition whose records end out of order: the oldest unfinished offset, and in the commit's
 * metadata those finished beyond. A format, read by whoever takes the partition over.
 */
@NullMarked
package com.stairoids.webhooks.schemas.offset;

import org.jspecify.annotations.NullMarked;
