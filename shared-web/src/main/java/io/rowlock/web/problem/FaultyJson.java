package io.rowlock.web.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in the caller's terms what Jackson found wrong with a body; Jackson's own messages name our classes. */
final class FaultyJson {
    static InvalidField in(JacksonException fault) {
        return switch (fault) {
            case PropertyBindingException unknown ->
                new InvalidField(path(unknown), InvalidField.UNKNOWN_FIELD, "is not a field of this request");
            case InvalidNullException absent ->
                new InvalidField(path(absent), InvalidField.REQUIRED, "must not be null");
            case InvalidTypeIdException unknown ->
                new InvalidField(path(unknown), InvalidField.UNKNOWN_VALUE, "is not a known kind");
            case ValueInstantiationException refused ->
                new InvalidField(
                        path(refused),
                        InvalidField.MALFORMED,
                        OwnWords.in(refused.getCause()).orElse("is incomplete or not of the expected form"));
            case InvalidFormatException misread -> misread(misread);
            case MismatchedInputException whole
            when whole.getPath().isEmpty() ->
                new InvalidField(
                        InvalidField.BODY, InvalidField.WRONG_TYPE, "must be one JSON value of the documented type");
            case MismatchedInputException other ->
                new InvalidField(path(other), InvalidField.WRONG_TYPE, "must be " + form(other.getTargetType()));
            case InputCoercionException tooBig ->
                new InvalidField(path(tooBig), InvalidField.OUT_OF_RANGE, "is too large or too small a number");
            default ->
                new InvalidField(InvalidField.BODY, InvalidField.MALFORMED, "is not well-formed JSON" + at(fault));
        };
    }

    private static InvalidField misread(InvalidFormatException fault) {
        var type = fault.getTargetType();
        if (type != null && type.isEnum()) {
            return new InvalidField(path(fault), InvalidField.UNKNOWN_VALUE, "must be " + form(type));
        }
        var rule = fault.getValue() instanceof String ? InvalidField.MALFORMED : InvalidField.WRONG_TYPE;
        return new InvalidField(path(fault), rule, "must be " + form(type));
    }

    static String form(@Nullable Class<?> type) {
        if (type == null) {
            return "of the documented type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type == Instant.class) {
            return "an instant, for example 2027-05-01T19:00:00Z";
        }
        if (type == Duration.class) {
            return "a duration, for example PT5M";
        }
        if (TemporalAccessor.class.isAssignableFrom(type)) {
            return "a date or time as ISO 8601 writes it";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "of the documented type";
    }

    /** As the caller wrote it: {@code sections[0].price.amount}. */
    private static String path(JacksonException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? InvalidField.BODY : path.toString();
    }

    private static String at(JacksonException fault) {
        var where = fault.getLocation();
        return where == null || where.getLineNr() < 1
                ? ""
                : ", at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private FaultyJson() {}
}
