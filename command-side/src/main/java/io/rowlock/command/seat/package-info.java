/** One seat on one evening: held by at most one buyer, sold at most once. */
@NullMarked
package io.rowlock.command.seat;

import org.jspecify.annotations.NullMarked;
