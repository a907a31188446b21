/** What the log knows of a waiting room: when it opens, how it admits, who did what to it. Works while Redis is away. */
@NullMarked
package io.rowlock.command.waitingroom.room;

import org.jspecify.annotations.NullMarked;
