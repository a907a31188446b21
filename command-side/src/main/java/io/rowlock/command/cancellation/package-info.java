/** When an evening does not take place: everything held goes back on the shelf, everything paid goes back to its buyer. */
@NullMarked
package io.rowlock.command.cancellation;

import org.jspecify.annotations.NullMarked;
