/** Who waits, in which order, and who is in: kept in Redis, changed there in single steps, and allowed to be lost. */
@NullMarked
package io.rowlock.command.waitingroom.queue;

import org.jspecify.annotations.NullMarked;
