package io.rowlock.web.problem;

import jakarta.validation.ConstraintViolation;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Names a controller's parameter as the caller knows it, not as the method calls it. */
final class BadParameter {
    /** Where in the request a parameter's value stood; {@code prefix} goes before the name of a field inside it. */
    record Place(String name, String prefix) {
        static Place of(ParameterValidationResult result) {
            var place = of(result.getMethodParameter());
            if (result.getContainerIndex() == null) {
                return place;
            }
            var item = (place.name().equals(InvalidField.BODY) ? "" : place.name()) + "[" + result.getContainerIndex()
                    + "]";
            return new Place(item, item + ".");
        }

        static Place of(MethodParameter parameter) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                return new Place(InvalidField.BODY, "");
            }
            var name = Stream.of(RequestParam.class, PathVariable.class, RequestHeader.class)
                    .map(it -> AnnotatedElementUtils.getMergedAnnotation(parameter.getParameter(), it))
                    .filter(Objects::nonNull)
                    .map(it -> (String) Objects.requireNonNullElse(AnnotationUtils.getValue(it, "name"), ""))
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElseGet(() -> Objects.requireNonNullElse(parameter.getParameterName(), InvalidField.REQUEST));
            return new Place(name, name + ".");
        }
    }

    static InvalidField broken(Place place, ParameterValidationResult result, MessageSourceResolvable error) {
        ConstraintViolation<?> violation = result.unwrap(error, ConstraintViolation.class);
        return new InvalidField(place.name(), BrokenConstraint.word(violation), violation.getMessage());
    }

    private BadParameter() {}
}
