/** Concerts and their schedules: what can be bought at all. */
@NullMarked
package io.rowlock.command.catalogue;

import org.jspecify.annotations.NullMarked;
