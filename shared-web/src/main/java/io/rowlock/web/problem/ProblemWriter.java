package io.rowlock.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem document where no controller is at work: in filters, in the security chain, in the server. */
public final class ProblemWriter {
    /** Its own mapper: a problem has to be told even where the application's mapper is what went wrong. */
    private final JsonMapper json = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    public void write(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problem.setInstance(instanceOf(request.getRequestURI()));
        write(problem, response);
    }

    void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // the caller already has a part of another answer; a second one would only garble it
        }
        response.resetBuffer();
        response.setStatus(problem.getStatus());
        var body = asJson(problem).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    String asJson(ProblemDetail problem) {
        return json.writeValueAsString(problem);
    }

    /** The address as a URI reference; null where what was sent cannot be written as one. */
    static @Nullable URI instanceOf(@Nullable String path) {
        if (path == null) {
            return null;
        }
        try {
            return new URI(path.startsWith("//") ? path.replaceFirst("^/+", "/") : path);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
