/** Follows the event store and puts every event on the topic. */
@NullMarked
package io.rowlock.command.publishing;

import org.jspecify.annotations.NullMarked;
