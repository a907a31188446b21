/** A buyer's temporary claim over one or more seats of a schedule. */
@NullMarked
package io.rowlock.api.hold;

import org.jspecify.annotations.NullMarked;
