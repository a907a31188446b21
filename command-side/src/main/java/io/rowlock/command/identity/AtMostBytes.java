package io.rowlock.command.identity;

import io.rowlock.web.problem.InvalidField;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bounds a text by its bytes in UTF-8: bcrypt reads 72 of them, and would take a password that differs later for the same. */
@Documented
@Constraint(validatedBy = AtMostBytes.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface AtMostBytes {
    int value();

    String rule() default InvalidField.TOO_LONG;

    String message() default "must have at most {value} bytes in UTF-8";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    final class Check implements ConstraintValidator<AtMostBytes, CharSequence> {
        private int most;

        @Override
        public void initialize(AtMostBytes bound) {
            most = bound.value();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || text.toString().getBytes(StandardCharsets.UTF_8).length <= most;
        }
    }
}
