/** Where buyers wait and operators let them in, over HTTP: translated, bounded, and told to those who stay on the line. */
@NullMarked
package io.rowlock.command.waitingroom.entrance;

import org.jspecify.annotations.NullMarked;
