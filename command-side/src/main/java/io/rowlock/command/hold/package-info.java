/** Holds: several seats for one buyer, all or none, within the buyer's allowance. */
@NullMarked
package io.rowlock.command.hold;

import org.jspecify.annotations.NullMarked;
