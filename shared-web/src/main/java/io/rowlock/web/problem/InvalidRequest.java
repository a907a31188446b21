package io.rowlock.web.problem;

import java.util.List;

/** A feature looked at a request as a whole and found faults that no annotation could. Answered as a 400 that names them. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<InvalidField> faults;

    public InvalidRequest(List<InvalidField> faults) {
        super("The request has faults", null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<InvalidField> faults() {
        return faults;
    }
}
