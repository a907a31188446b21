package io.rowlock.web.bounds;

import java.io.IOException;

/** The body stopped coming before it was whole, came too slowly, or was put in faulty chunks: the caller's, not ours. */
final class BodyCutShort extends IOException {
    private static final long serialVersionUID = 1L;

    BodyCutShort(IOException cause) {
        super("The body did not come as announced", cause);
    }
}
