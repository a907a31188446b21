package io.rowlock.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the server sends a request that failed outside of any controller: in a filter, or by {@code sendError}. */
@Controller
final class ErrorAddress implements ErrorController {
    private final ProblemWriter writer;
    private final LastResort lastResort;

    ErrorAddress(ProblemWriter writer, LastResort lastResort) {
        this.writer = writer;
        this.lastResort = lastResort;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int code = (int) Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), HttpStatus.NOT_FOUND.value());
        var status = HttpStatusCode.valueOf(code);
        var address = (String) Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        var problem = code == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? lastResort.report(request.getMethod(), address, (Throwable)
                        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))
                : Problems.forStatus(status);
        if (RequestProblems.saysComeBack(status) && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(Duration.ofSeconds(1)));
        }
        problem.setInstance(ProblemWriter.instanceOf(address));
        writer.write(problem, response);
    }
}
