package io.rowlock.command.platform.idempotency;

import io.rowlock.api.feed.Position;
import io.rowlock.command.platform.idempotency.Claim.Answered;
import io.rowlock.command.platform.idempotency.Claim.InFlight;
import io.rowlock.command.platform.idempotency.Claim.OfAnother;
import io.rowlock.command.platform.idempotency.Claim.Ours;
import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.ProblemWriter;
import io.rowlock.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Carries out a POST once for each {@code Idempotency-Key} of a caller, and gives its answer again to whoever repeats it.
 *
 * <p>It stands behind the security chain: who is refused there has no key yet, and nobody can look into another's.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final String ANYBODY = "anonymous";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RememberedAnswers answers;
    private final Fingerprints fingerprints;
    private final ProblemWriter problems;
    private final Set<String> notRemembered;
    private final long largestAnswer;

    IdempotencyFilter(
            RememberedAnswers answers,
            Fingerprints fingerprints,
            ProblemWriter problems,
            Set<String> notRemembered,
            IdempotencySettings settings) {
        this.answers = answers;
        this.fingerprints = fingerprints;
        this.problems = problems;
        this.notRemembered = Set.copyOf(notRemembered);
        this.largestAnswer = settings.largestAnswer().toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || request.getHeader(HEADER) == null
                // Decoded, as the controllers see it: /api/auth/l%6Fgin logs in, too.
                || notRemembered.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var keys = new ArrayList<>(Collections.list(request.getHeaders(HEADER)));
        if (keys.size() != 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
            problems.write(
                    Problems.invalid(HEADER, InvalidField.MALFORMED, "must be 1 to 100 visible characters, once"),
                    request,
                    response);
            return;
        }
        var body = request.getInputStream().readAllBytes(); // bounded by the filter around us
        var fingerprint = fingerprints.of(request.getMethod(), request.getRequestURI(), request.getQueryString(), body);
        Claim claim;
        try {
            claim = answers.claim(new Key(caller(), keys.getFirst()), fingerprint);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("No key can be claimed", e);
            comeBack(
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "store-unavailable",
                            "Nothing can be remembered right now, so nothing was done."),
                    request,
                    response);
            return;
        }
        switch (claim) {
            case Ours ours -> carryOut(ours, new ReadRequest(request, body), response, chain);
            case Answered(var answer) -> tellAgain(answer, response);
            case InFlight() ->
                comeBack(
                        Problems.of(
                                HttpStatus.CONFLICT,
                                "request-in-flight",
                                "The first request with this key has not been answered yet."),
                        request,
                        response);
            case OfAnother() ->
                problems.write(
                        Problems.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "key-reused",
                                "This key was used for another request; a new one needs a new key."),
                        request,
                        response);
        }
    }

    private void carryOut(Ours ours, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var heldBack = new HeldBackResponse(response);
        boolean toBeRemembered = false;
        try {
            chain.doFilter(request, heldBack);
            if (request.isAsyncStarted()) {
                throw new IllegalStateException("An answer that is remembered cannot be given later, by "
                        + request.getMethod() + " " + request.getRequestURI());
            }
            toBeRemembered = heldBack.isToBeRemembered(largestAnswer) && !NotRemembered.isAnswerTo(request);
        } finally {
            if (!toBeRemembered) {
                giveUp(ours);
            }
        }
        if (toBeRemembered) {
            remember(ours, heldBack.answer());
        }
        heldBack.copyBodyToResponse();
    }

    /** What was done is done, and its caller is told, even if nobody who asks again can be. */
    private void remember(Ours ours, Answer answer) {
        try {
            answers.remember(ours, answer);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("An answer could not be remembered; whoever repeats the request has it carried out again", e);
        }
    }

    private void giveUp(Ours ours) {
        try {
            answers.giveUp(ours);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A key could not be given up; it is free when its time in flight is over", e);
        }
    }

    private static void tellAgain(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.position() != null) {
            response.setHeader(Position.HEADER, answer.position());
        }
        var body = answer.body();
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }

    private void comeBack(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(SOON));
        problems.write(problem, request, response);
    }

    /** All who are nobody yet share one name; the fingerprint tells their requests apart. */
    private static String caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken known
                ? known.getName()
                : ANYBODY;
    }
}
