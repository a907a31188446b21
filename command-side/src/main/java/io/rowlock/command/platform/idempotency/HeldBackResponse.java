package io.rowlock.command.platform.idempotency;

import io.rowlock.api.feed.Position;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that is held back until it is remembered: once a caller has it, the same key must give it again. */
final class HeldBackResponse extends ContentCachingResponseWrapper {
    private boolean leftToTheServer;

    HeldBackResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        leftToTheServer = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        leftToTheServer = true;
        super.sendError(status, message);
    }

    /** What is our fault, or not the time for it, may go another way next time; it is asked again, not told again. */
    boolean isToBeRemembered(long largest) {
        int status = getStatus();
        return !leftToTheServer && status < 500 && status != 429 && getContentSize() <= largest;
    }

    Answer answer() {
        return new Answer(
                getStatus(),
                getContentType(),
                getHeader(HttpHeaders.LOCATION),
                getHeader(Position.HEADER),
                getContentAsByteArray());
    }
}
