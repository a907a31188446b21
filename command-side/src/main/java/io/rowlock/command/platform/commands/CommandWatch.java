package io.rowlock.command.platform.commands;

import java.time.Duration;

/** Somebody who looks on while callers' commands are carried out. A refusal is an answer, and tells nothing of how we are. */
public interface CommandWatch {
    /** From when the caller asked until the answer was there, with all waiting in between. */
    void did(Object command, Duration took);

    /** Neither carried out nor refused, because there was too much to do or something was away. */
    void couldNotDo(Object command);
}
