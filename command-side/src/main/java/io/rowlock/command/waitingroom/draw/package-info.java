/** Who comes first among those who came before the opening: drawn by a seed that was committed to, and proven afterwards. */
@NullMarked
package io.rowlock.command.waitingroom.draw;

import org.jspecify.annotations.NullMarked;
