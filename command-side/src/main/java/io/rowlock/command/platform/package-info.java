/** What every feature stands on. */
@NullMarked
package io.rowlock.command.platform;

import org.jspecify.annotations.NullMarked;
