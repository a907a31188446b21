package io.rowlock.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class meet real PostgreSQL, Redis and Kafka, and may ask for their {@link Corner} as a parameter.
 *
 * <p>The servers start once for all tests of a process. {@code -Drowlock.servers=containers} takes them from a container
 * engine instead of from Maven artifacts.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealServersExtension.class)
public @interface OnRealServers {}
