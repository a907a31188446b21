package io.rowlock.web.caller;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller's parameter as the caller, taken from the access token's subject and from nowhere else.
 *
 * <p>For any id type that is made from one text: {@code @Caller BuyerId buyer}, {@code @Caller OrganiserId organiser}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(hidden = true) // it is not the caller's to send, so the OpenAPI document does not name it
public @interface Caller {}
