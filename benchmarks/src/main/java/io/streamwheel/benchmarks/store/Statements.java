package io.streamwheel.benchmarks.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** How long each statement of a data source takes, seen from the client. */
final class Statements {

    private static final int WORDS = 48;

    private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();

    DataSource watch(DataSource watched) {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    Object result = call(method, watched, arguments);
                    return result instanceof Connection connection ? watch(connection) : result;
                });
    }

    private Connection watch(Connection watched) {
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        return timed("commit", method, watched, arguments);
                    }
                    Object result = call(method, watched, arguments);
                    return switch (result) {
                        case PreparedStatement statement when arguments != null ->
                                watch(statement, String.valueOf(arguments[0]));
                        case PGConnection driver when method.getName().equals("unwrap") ->
                                watch(driver);
                        case null, default -> result;
                    };
                });
    }

    private PGConnection watch(PGConnection watched) throws SQLException {
        CopyManager copies =
                new CopyManager((BaseConnection) watched) {
                    @Override
                    public CopyIn copyIn(String sql) throws SQLException {
                        return watch(super.copyIn(sql), sql);
                    }
                };
        return proxy(
                PGConnection.class,
                (method, arguments) ->
                        method.getName().equals("getCopyAPI")
                                ? copies
                                : call(method, watched, arguments));
    }

    /** What the client waits for is the end, and before it a buffer that is full. */
    private CopyIn watch(CopyIn watched, String sql) {
        return proxy(
                CopyIn.class,
                (method, arguments) ->
                        method.getName().equals("endCopy") || method.getName().equals("writeToCopy")
                                ? timed(shortened(sql), method, watched, arguments)
                                : call(method, watched, arguments));
    }

    private PreparedStatement watch(PreparedStatement watched, String sql) {
        return proxy(
                PreparedStatement.class,
                (method, arguments) ->
                        method.getName().startsWith("execute")
                                ? timed(shortened(sql), method, watched, arguments)
                                : call(method, watched, arguments));
    }

    private @Nullable Object timed(
            String name, Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        long start = System.nanoTime();
        try {
            return call(method, target, arguments);
        } finally {
            nanos.computeIfAbsent(name, _ -> new LongAdder()).add(System.nanoTime() - start);
        }
    }

    private static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= WORDS ? line : line.substring(0, WORDS);
    }

    /** One line a statement, the dearest first, in microseconds an event. */
    String perEvent(long events) {
        StringBuilder lines = new StringBuilder();
        nanos.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> -each.getValue().sum()))
                .forEach(each ->
                        lines.append(
                                "%8.1f us  %s%n"
                                        .formatted(
                                                each.getValue().sum() / 1e3 / events,
                                                each.getKey())));
        return lines.toString();
    }

    void forget() {
        nanos.clear();
    }

    @FunctionalInterface
    private interface Calls {
        @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader() == null
                                ? Statements.class.getClassLoader()
                                : type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> calls.call(method, arguments)));
    }

    private static @Nullable Object call(
            Method method, Object target, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
