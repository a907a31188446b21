package io.rowlock.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the servers when the first test asks for them, and shows every test class to its corner. */
final class RealServersExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RealServersExtension.class);
    private static final AtomicInteger CORNERS = new AtomicInteger();
    private static final int LONGEST_NAME = 30; // leaves room in the 63 characters of a database's name

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Corner.class;
    }

    @Override
    public Corner resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // The session's store is closed after the last test, and with it the servers.
        var store = test.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        return store.computeIfAbsent(
                outermost(test.getRequiredTestClass()), it -> new Corner(serversIn(store), nameFor(it)), Corner.class);
    }

    private static RealServers serversIn(Store store) {
        return store.computeIfAbsent(RealServers.class, _ -> RealServers.start(), RealServers.class);
    }

    /** Nested test classes are one story with the class around them. */
    private static Class<?> outermost(Class<?> testClass) {
        var enclosing = testClass.getEnclosingClass();
        return enclosing == null ? testClass : outermost(enclosing);
    }

    private static String nameFor(Class<?> testClass) {
        var name = testClass.getSimpleName().toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "_" + CORNERS.incrementAndGet();
    }
}
