package io.rowlock.command.platform.commands;

/** Nobody's fault and nobody's decision: it could not be carried out now, and may be asked again. */
public class CommandNotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandNotDone(String message) {
        super(message);
    }

    CommandNotDone(String message, Throwable cause) {
        super(message, cause);
    }
}
