/** How fast the house can take people in, by how it is doing. */
@NullMarked
package io.rowlock.command.waitingroom.pace;

import org.jspecify.annotations.NullMarked;
