/** The waiting room: its rules in the log, its queue in Redis, its gate on the command bus, its entrance over HTTP. */
@NullMarked
package io.rowlock.command.waitingroom;

import org.jspecify.annotations.NullMarked;
