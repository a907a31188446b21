package io.rowlock.query.feed;

import io.rowlock.api.feed.Position;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every read that names a position until that much can be shown. */
final class AtLeastInterceptor implements HandlerInterceptor {
    private final AtLeastGate gate;

    AtLeastInterceptor(AtLeastGate gate) {
        this.gate = gate;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        var wanted = request.getHeader(Position.AT_LEAST_HEADER);
        if (wanted != null) {
            try {
                gate.pass(Position.decoded(wanted));
            } catch (IllegalArgumentException e) {
                throw new NotAPosition(e);
            }
        }
        return true;
    }
}
