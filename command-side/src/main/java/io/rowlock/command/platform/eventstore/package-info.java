/** The log in PostgreSQL, which is the only truth. */
@NullMarked
package io.rowlock.command.platform.eventstore;

import org.jspecify.annotations.NullMarked;
