package io.rowlock.command.platform.commands;

import org.axonframework.commandhandling.CommandMessage;

/**
 * Has a say before a command is carried out, whichever way it came to the bus.
 *
 * <p>It is asked before the command takes one of the places and a connection, so it may take a moment.
 */
@FunctionalInterface
public interface Guard {
    /** Returns if the command may pass, and throws why not otherwise. */
    void mustLetPass(CommandMessage<?> command);
}
