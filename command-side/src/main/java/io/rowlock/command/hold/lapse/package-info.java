/** Announces that holds are over: their seats are free by the clock already, and now everybody is told. */
@NullMarked
package io.rowlock.command.hold.lapse;

import org.jspecify.annotations.NullMarked;
