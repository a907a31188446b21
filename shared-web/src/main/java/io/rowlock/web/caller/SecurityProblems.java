package io.rowlock.web.caller;

import io.rowlock.web.problem.ProblemWriter;
import io.rowlock.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The security chain's refusals as problem documents. Why a token is not believed is said no closer than a caller needs. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private static final String CHALLENGE = "Bearer realm=\"rowlock\"";

    private final ProblemWriter problems;

    SecurityProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (!(why instanceof OAuth2AuthenticationException)) {
            answer401(request, response, "unauthenticated", "This needs an access token.", CHALLENGE);
        } else if (hasExpired(why)) {
            answer401(
                    request,
                    response,
                    "token-expired",
                    "The access token has expired; a refresh gives a new one.",
                    CHALLENGE + ", error=\"invalid_token\", error_description=\"The token has expired\"");
        } else {
            answer401(
                    request,
                    response,
                    "token-not-believed",
                    "The access token is malformed, or was not issued for this place.",
                    CHALLENGE + ", error=\"invalid_token\"");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        problems.write(
                Problems.of(HttpStatus.FORBIDDEN, "forbidden", "The caller's roles do not allow this."),
                request,
                response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        problems.write(
                Problems.invalid("request", "malformed", "The address or a header is written in a way not taken here."),
                request,
                response);
    }

    private void answer401(
            HttpServletRequest request, HttpServletResponse response, String kind, String detail, String challenge)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(Problems.of(HttpStatus.UNAUTHORIZED, kind, detail), request, response);
    }

    private static boolean hasExpired(AuthenticationException why) {
        return why.getCause() instanceof JwtValidationException faults
                && faults.getErrors().stream().anyMatch(it -> it.getErrorCode().equals(Believable.EXPIRED));
    }
}
