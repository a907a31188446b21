package io.rowlock.web.problem;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The one place where problem documents are made, so that their types keep one form. */
public final class Problems {
    /** The member that names what is wrong with a request, one entry a fault. */
    public static final String ERRORS = "errors";

    private static final String TYPES = "/problems/";
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * A problem of its own kind.
     *
     * @param kind the stable last part of the type, for example {@code seat-already-sold}
     */
    public static ProblemDetail of(HttpStatusCode status, String kind, @Nullable String detail) {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("A kind of problem is written in kebab case, was " + kind);
        }
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(TYPES + kind));
        problem.setTitle(
                Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' '));
        problem.setDetail(detail);
        return problem;
    }

    /** A refusal with a named reason: {@code HELD_BY_ANOTHER_BUYER} becomes {@code /problems/held-by-another-buyer}. */
    public static ProblemDetail refused(HttpStatusCode status, Enum<?> reason, @Nullable String detail) {
        return of(status, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
    }

    /** The request was understood and is not acceptable as it stands. */
    public static ProblemDetail invalid(List<InvalidField> errors) {
        var problem =
                of(HttpStatus.BAD_REQUEST, "invalid-request", "The request has faults; errors names each of them.");
        problem.setProperty(
                ERRORS,
                errors.stream()
                        .sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::rule))
                        .toList());
        return problem;
    }

    public static ProblemDetail invalid(String field, String rule, String message) {
        return invalid(List.of(new InvalidField(field, rule, message)));
    }

    /** For 429 and 503: an answer that says when to come back. */
    public static ResponseEntity<ProblemDetail> comeBack(
            HttpStatusCode status, String kind, String detail, Duration after) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, retryAfter(after))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(of(status, kind, detail));
    }

    /** Whole seconds, and never 0: a caller who is told to come back at once does so in a tight loop. */
    public static String retryAfter(Duration after) {
        return Long.toString(Math.max(1, after.plusMillis(999).toSeconds()));
    }

    /** What a bare status means here, where nobody closer to the cause has said more. */
    static ProblemDetail forStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> malformedRequest("The request cannot be read as HTTP.");
            case 401 -> of(status, "unauthenticated", "This needs an access token.");
            case 403 -> of(status, "forbidden", "The caller's roles do not allow this.");
            case 404 -> of(status, "no-such-address", "Nothing is served at this address.");
            case 405 -> of(status, "method-not-allowed", "This address is not served with this method.");
            case 406 -> of(status, "not-acceptable", "None of the accepted media types can be served.");
            case 413 -> of(status, "body-too-large", "The request's body is larger than is taken here.");
            case 414 -> of(status, "address-too-long", "The address is longer than is taken here.");
            case 415 -> of(status, "unsupported-media-type", "This media type is not taken here.");
            case 429 -> of(status, "too-many-requests", "Too many requests; come back later.");
            case 431 -> of(status, "headers-too-large", "The request's headers are larger than is taken here.");
            case 500 -> of(status, "internal-error", "Something went wrong on this side.");
            case 503 -> of(status, "unavailable", "This cannot be served right now; come back later.");
            case 505 -> of(status, "http-version-not-supported", "This version of HTTP is not spoken here.");
            default -> of(status, kindOf(status), null);
        };
    }

    static ProblemDetail malformedRequest(String message) {
        return invalid(InvalidField.REQUEST, InvalidField.MALFORMED, message);
    }

    private static String kindOf(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "status-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Problems() {}
}
