/** Words that every conversation uses. */
@NullMarked
package io.rowlock.api;

import org.jspecify.annotations.NullMarked;
