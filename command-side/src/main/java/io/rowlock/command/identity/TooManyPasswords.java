package io.rowlock.command.identity;

/** More passwords are waiting to be checked than is useful; whoever comes now is asked to come back. */
final class TooManyPasswords extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyPasswords(Throwable cause) {
        super("Too many passwords at once", cause, false, false);
    }
}
