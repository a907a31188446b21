package io.rowlock.query.platform;

/** There is no such thing, or it is somebody else's: a caller cannot tell which. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was looked for. */
    public enum What {
        CONCERT_NOT_FOUND,
        SCHEDULE_NOT_FOUND,
        RESERVATION_NOT_FOUND,
        ORDER_NOT_FOUND,
        FINDING_NOT_FOUND,
        LETTER_NOT_FOUND,
        PROJECTION_NOT_FOUND
    }

    private final What what;

    public NotFound(What what) {
        super(what.name());
        this.what = what;
    }

    What what() {
        return what;
    }
}
