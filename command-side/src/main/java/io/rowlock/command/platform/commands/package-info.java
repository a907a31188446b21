/** How a command is carried out, tried again, refused and answered. */
@NullMarked
package io.rowlock.command.platform.commands;

import org.jspecify.annotations.NullMarked;
