/** Waiting rooms: what may be asked of them, and what can have happened to them. Who waits in them is not told here. */
@NullMarked
package io.rowlock.api.waitingroom;

import org.jspecify.annotations.NullMarked;
