/** One seat on one evening. */
@NullMarked
package io.rowlock.api.seat;

import org.jspecify.annotations.NullMarked;
