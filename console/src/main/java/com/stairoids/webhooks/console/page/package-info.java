/**
 * What people see. Pages are a client of the API's operations within the process: {@code Pages} finds who is asked and whether
 * they may, each {@code …Page} asks operations and hands what they answer to a template.
 */
@NullMarked
package com.stairoids.webhooks.console.page;

import org.jspecify.annotations.NullMarked;
