package io.rowlock.web.problem;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** Tomcat's own refusals, made before any of our code is asked (a garbled request line, headers too large), as problems too. */
final class ProblemErrorValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorValve.class);

    private final ProblemWriter writer;

    ProblemErrorValve(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var canWrite = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, canWrite);
        if (!canWrite.get()) {
            return;
        }
        var problem = Problems.forStatus(HttpStatusCode.valueOf(status));
        problem.setInstance(ProblemWriter.instanceOf(request.getRequestURI()));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("utf-8");
            var reporter = response.getReporter();
            if (reporter != null) {
                reporter.write(writer.asJson(problem));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Nobody is there any more to be told", gone);
        }
    }
}
