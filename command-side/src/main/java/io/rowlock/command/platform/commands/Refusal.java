package io.rowlock.command.platform.commands;

/**
 * A rule said no. The caller may read it; nobody needs to be paged for it.
 *
 * <p>Two things make refusals cheap: they carry no stack trace, and they are said before anything was changed, so that
 * the unit of work has nothing to undo and what it loaded stays good for the next caller.
 */
public abstract class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    protected Refusal(Enum<?> reason) {
        super(reason.name(), null, false, false);
        this.code = reason.name();
    }

    /** The reason's name, for those who record it whoever said no. */
    public String code() {
        return code;
    }
}
