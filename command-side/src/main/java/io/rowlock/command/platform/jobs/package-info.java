/** Work that goes on after the command that caused it, is tried until it is done, and outlives the process. */
@NullMarked
package io.rowlock.command.platform.jobs;

import org.jspecify.annotations.NullMarked;
