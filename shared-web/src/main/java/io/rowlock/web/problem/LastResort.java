package io.rowlock.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers for what nobody foresaw: the log gets everything, the caller gets a reference to it and nothing else.
 *
 * <p>A resolver behind all advices, and not an advice for {@code Exception}: that one would win against any advice that
 * happens to be asked after it.
 */
final class LastResort implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int REFERENCE_LENGTH = 12;

    private final ProblemWriter writer;
    private final RandomGenerator chance;
    private final DisconnectedClientHelper disconnects = new DisconnectedClientHelper("io.rowlock.web.disconnected");

    LastResort(ProblemWriter writer, RandomGenerator chance) {
        this.writer = writer;
        this.chance = chance;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception unforeseen) {
        if (unforeseen instanceof AccessDeniedException || unforeseen instanceof AuthenticationException) {
            return null; // the security chain around us knows what these mean
        }
        if (disconnects.checkAndLogClientDisconnectedException(unforeseen)) {
            return new ModelAndView();
        }
        try {
            writer.write(report(request.getMethod(), request.getRequestURI(), unforeseen), request, response);
        } catch (IOException gone) {
            LOG.debug("Nobody is there any more to be told", gone);
        }
        return new ModelAndView();
    }

    ProblemDetail report(String method, String address, @Nullable Throwable unforeseen) {
        var reference = reference();
        LOG.error("Unforeseen, told as reference {}: {} {}", reference, method, address, unforeseen);
        var problem = Problems.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        problem.setDetail("Something went wrong on this side. Whoever runs it finds the cause under this reference.");
        problem.setProperty("reference", reference);
        return problem;
    }

    private String reference() {
        var text = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            text.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
