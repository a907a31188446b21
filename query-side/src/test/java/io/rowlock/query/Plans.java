package io.rowlock.query;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sits between an app and its database, and has every query of a request explained that is really sent: with its own
 * parameters, on its own connection.
 */
@Configuration(proxyBeanMethods = false)
class Plans {
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @Bean
    static BeanPostProcessor explained() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource database ? new Explaining(database) : bean;
            }
        };
    }

    static void forget() {
        SEEN.clear();
    }

    static List<String> seen() {
        return List.copyOf(SEEN);
    }

    private static final class Explaining extends DelegatingDataSource {
        Explaining(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return proxy(Connection.class, (_, method, arguments) -> {
                var made = called(connection, method, arguments);
                return made instanceof PreparedStatement statement
                                && isOfRequest()
                                && arguments != null
                                && arguments[0] instanceof String sql
                                && sql.stripLeading().startsWith("select")
                        ? explained(connection, statement, sql)
                        : made;
            });
        }
    }

    /** The feed and the timers are none of a caller's business. */
    private static boolean isOfRequest() {
        return Thread.currentThread().getName().startsWith("tomcat-handler");
    }

    private static PreparedStatement explained(Connection connection, PreparedStatement statement, String sql) {
        var parameters = new ArrayList<Parameter>();
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments[0] instanceof Integer) {
                parameters.add(new Parameter(method, arguments));
            } else if (method.getName().equals("executeQuery")) {
                explain(connection, sql, parameters);
            }
            return called(statement, method, arguments);
        });
    }

    // Held for the moment between being set and being explained.
    @SuppressWarnings("ArrayRecordComponent")
    private record Parameter(Method setter, @Nullable Object[] arguments) {}

    private static void explain(Connection connection, String sql, List<Parameter> parameters) throws Throwable {
        try (var explain = connection.prepareStatement("explain " + sql)) {
            for (var parameter : parameters) {
                called(explain, parameter.setter(), parameter.arguments());
            }
            var plan = new StringBuilder(sql).append('\n');
            try (var lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            SEEN.add(plan.toString());
        }
    }

    private static @Nullable Object called(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
