package io.rowlock.web.bounds;

import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.ProblemWriter;
import io.rowlock.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses large bodies: at once where their length is announced, else as soon as too much has been read. */
final class BodyBoundFilter extends OncePerRequestFilter {
    private final long most;
    private final ProblemWriter problems;

    BodyBoundFilter(BodyBound bound, ProblemWriter problems) {
        this.most = bound.maxBody().toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most) {
            problems.write(tooLarge(most), request, response);
            return;
        }
        try {
            chain.doFilter(new BoundedRequest(request, most), response);
        } catch (BodyTooLarge met) { // by a filter that reads the body; controllers' readers are answered by the advice
            problems.write(tooLarge(most), request, response);
        } catch (BodyCutShort met) {
            problems.write(cutShort(), request, response);
        }
    }

    static ProblemDetail cutShort() {
        return Problems.invalid(InvalidField.BODY, InvalidField.MALFORMED, "did not come as it was announced");
    }

    static ProblemDetail tooLarge(long most) {
        return Problems.of(
                HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "A body may have " + most + " bytes at most.");
    }
}
