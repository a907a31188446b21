/** What is left to be had, for those who wait: prices and sold-out grades, not seats. */
@NullMarked
package io.rowlock.command.waitingroom.left;

import org.jspecify.annotations.NullMarked;
