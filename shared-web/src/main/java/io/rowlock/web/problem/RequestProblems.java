package io.rowlock.web.problem;

import io.rowlock.web.problem.BadParameter.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns what Spring finds wrong with a request into this API's problem documents. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE) // a feature that has more to say about one of these is asked first
final class RequestProblems extends ResponseEntityExceptionHandler {
    /** Where nobody closer to the cause knows better. */
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final LastResort lastResort;

    RequestProblems(LastResort lastResort) {
        this.lastResort = lastResort;
    }

    /** The firewall around the app checks parameters only when they are read. */
    @ExceptionHandler
    ProblemDetail invalid(InvalidRequest request) {
        return Problems.invalid(request.faults());
    }

    @ExceptionHandler
    ProblemDetail rejected(RequestRejectedException rejected) {
        return Problems.malformedRequest("A parameter holds characters that are not taken here.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ex, Problems.invalid(faults(ex.getBindingResult())), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.isForReturnValue()) {
            return unforeseen(ex, headers, request); // our own answer broke our own rule: nothing the caller can mend
        }
        var errors = new ArrayList<InvalidField>();
        for (var parameter : ex.getParameterValidationResults()) {
            var place = Place.of(parameter);
            if (parameter instanceof ParameterErrors bean) {
                bean.getFieldErrors()
                        .forEach(it -> errors.add(BrokenConstraint.at(place.prefix() + it.getField(), it)));
                bean.getGlobalErrors().forEach(it -> errors.add(BrokenConstraint.at(place.name(), it)));
            } else {
                parameter.getResolvableErrors().forEach(it -> errors.add(BadParameter.broken(place, parameter, it)));
            }
        }
        ex.getCrossParameterValidationResults()
                .forEach(it -> errors.add(BrokenConstraint.at(InvalidField.REQUEST, it)));
        return answer(ex, Problems.invalid(errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var error = switch (ex.getCause()) {
            case JacksonException fault -> FaultyJson.in(fault);
            case null -> new InvalidField(InvalidField.BODY, InvalidField.REQUIRED, "must be there and not be null");
            default -> new InvalidField(InvalidField.BODY, InvalidField.MALFORMED, "cannot be read");
        };
        return answer(ex, Problems.invalid(List.of(error)), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = ex instanceof MethodArgumentTypeMismatchException argument
                ? Place.of(argument.getParameter()).name()
                : Objects.requireNonNullElse(ex.getPropertyName(), InvalidField.REQUEST);
        var type = ex.getRequiredType();
        var rule = type != null && type.isEnum() ? InvalidField.UNKNOWN_VALUE : InvalidField.MALFORMED;
        var message = OwnWords.in(ex).orElseGet(() -> "must be " + FaultyJson.form(type));
        return answer(ex, Problems.invalid(field, rule, message), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException ex,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = Problems.invalid(ex.getParameterName(), InvalidField.REQUIRED, "must be there");
        return answer(ex, problem, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = ex instanceof MissingRequestHeaderException header ? header.getHeaderName() : InvalidField.REQUEST;
        return answer(ex, Problems.invalid(field, InvalidField.REQUIRED, "must be there"), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = Problems.forStatus(status);
        var served = ex.getSupportedHttpMethods();
        if (served != null) {
            problem.setDetail("This address is served with "
                    + served.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")) + ".");
        }
        return answer(ex, problem, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ex, naming(status, "This address takes ", ex.getSupportedMediaTypes()), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ex, naming(status, "This address serves ", ex.getSupportedMediaTypes()), headers, request);
    }

    /** All that the methods above leave alone comes through here, with Spring's own idea of a problem document. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex instanceof InvalidApiVersionException || ex instanceof MissingApiVersionException) {
            var problem = Problems.of(HttpStatus.BAD_REQUEST, "unsupported-version", "This version is not served.");
            return answer(ex, problem, headers, request);
        }
        if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return unforeseen(ex, headers, request);
        }
        var problem = body instanceof ProblemDetail theirs && theirs.getType() != null && isOurs(theirs)
                ? theirs
                : Problems.forStatus(status);
        return answer(ex, problem, headers, request);
    }

    private @Nullable ResponseEntity<Object> unforeseen(Exception ex, HttpHeaders headers, WebRequest request) {
        var asked = request(request);
        return answer(ex, lastResort.report(asked.getMethod(), asked.getRequestURI(), ex), headers, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception ex, ProblemDetail problem, HttpHeaders given, WebRequest request) {
        var headers = HttpHeaders.copyOf(given);
        var status = HttpStatusCode.valueOf(problem.getStatus());
        if (saysComeBack(status) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, Problems.retryAfter(COME_BACK_AFTER));
        }
        // Without it a caller who accepts no JSON at all would be told nothing.
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.setInstance(ProblemWriter.instanceOf(request(request).getRequestURI()));
        return super.handleExceptionInternal(ex, problem, headers, status, request);
    }

    private static List<InvalidField> faults(BindingResult result) {
        return result.getAllErrors().stream()
                .map(it ->
                        BrokenConstraint.at(it instanceof FieldError field ? field.getField() : InvalidField.BODY, it))
                .toList();
    }

    private static ProblemDetail naming(HttpStatusCode status, String sentence, List<MediaType> types) {
        var problem = Problems.forStatus(status);
        if (!types.isEmpty()) {
            problem.setDetail(
                    sentence + types.stream().map(MediaType::toString).collect(Collectors.joining(", ")) + ".");
        }
        return problem;
    }

    private static boolean isOurs(ProblemDetail problem) {
        var type = problem.getType();
        return type != null && type.toString().startsWith("/problems/");
    }

    static boolean saysComeBack(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS) || status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static HttpServletRequest request(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
