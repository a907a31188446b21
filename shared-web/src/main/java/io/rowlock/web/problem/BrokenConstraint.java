package io.rowlock.web.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.ObjectError;

/** Translates a broken Bean Validation constraint into a rule's stable word; annotations' names are not a contract. */
final class BrokenConstraint {
    private static final Set<Class<? extends Annotation>> REQUIRED =
            Set.of(NotNull.class, NotEmpty.class, NotBlank.class);
    private static final Set<Class<? extends Annotation>> RANGES = Set.of(
            Min.class,
            Max.class,
            DecimalMin.class,
            DecimalMax.class,
            Positive.class,
            PositiveOrZero.class,
            Negative.class,
            NegativeOrZero.class,
            Range.class,
            DurationMin.class,
            DurationMax.class);
    private static final Set<Class<? extends Annotation>> FORMS = Set.of(Pattern.class, Email.class);
    private static final Set<Class<? extends Annotation>> BETWEEN_FIELDS = Set.of(AssertTrue.class, AssertFalse.class);

    static InvalidField at(String field, MessageSourceResolvable error) {
        var message = Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
        return new InvalidField(field, rule(error), message);
    }

    private static String rule(MessageSourceResolvable error) {
        if (error instanceof ObjectError known && known.contains(ConstraintViolation.class)) {
            return word(known.unwrap(ConstraintViolation.class));
        }
        var codes = error.getCodes();
        // The last code is the constraint's own name; without a violation to look into, its name is all there is.
        return codes == null || codes.length == 0 ? InvalidField.MALFORMED : kebab(codes[codes.length - 1]);
    }

    static String word(ConstraintViolation<?> violation) {
        var constraint = violation.getConstraintDescriptor();
        return word(
                constraint.getAnnotation().annotationType(), constraint.getAttributes(), violation.getInvalidValue());
    }

    private static String word(
            Class<? extends Annotation> constraint, Map<String, Object> terms, @Nullable Object value) {
        if (terms.get("rule") instanceof String own) {
            return own; // a feature's own constraint that names its word
        }
        if (REQUIRED.contains(constraint)) {
            return InvalidField.REQUIRED;
        }
        if (RANGES.contains(constraint)) {
            return InvalidField.OUT_OF_RANGE;
        }
        if (FORMS.contains(constraint)) {
            return InvalidField.MALFORMED;
        }
        if (BETWEEN_FIELDS.contains(constraint)) {
            return InvalidField.INCONSISTENT;
        }
        if (constraint == Size.class) {
            int most = (int) Objects.requireNonNull(terms.get("max"));
            return switch (value) {
                case Collection<?> several -> several.size() > most ? InvalidField.TOO_MANY : InvalidField.TOO_FEW;
                case CharSequence text -> text.length() > most ? InvalidField.TOO_LONG : InvalidField.TOO_SHORT;
                case null, default -> InvalidField.OUT_OF_RANGE;
            };
        }
        return kebab(constraint.getSimpleName());
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private BrokenConstraint() {}
}
