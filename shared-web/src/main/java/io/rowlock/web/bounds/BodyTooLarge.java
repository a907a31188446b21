package io.rowlock.web.bounds;

import java.io.IOException;

/** The body went on past what is taken here; reading it stops. */
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(long most) {
        super("A body has at most " + most + " bytes");
    }
}
