package io.streamwheel.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A database whose connection is lost at one call: opening a connection, executing a statement,
 * ending a {@code COPY} or committing. What was not committed is rolled back then, as the server
 * does, and the connection is of no use any more.
 */
public final class FailingDataSource {

    /** When the connection goes. */
    public enum Moment {
        /** The server never heard of the call. */
        BEFORE,
        /** The server did what was asked, and its answer got lost; a commit is done. */
        AFTER
    }

    private static final String CONNECTION_LOST = "08006";

    private FailingDataSource() {}

    /** In front of a good one. */
    public static DataSource of(DataSource good, NthCall nth, Moment moment) {
        return proxy(
                DataSource.class,
                (_, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return invoke(good, method, arguments);
                    }
                    if (nth.isNow()) {
                        throw lost();
                    }
                    return new Line((Connection) invoke(good, method, arguments), nth, moment)
                            .connection();
                });
    }

    private static SQLException lost() {
        return new SQLException("the connection is lost, says the test", CONNECTION_LOST);
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        FailingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** One connection, and its statements. */
    private static final class Line {

        private final Connection good;
        private final NthCall nth;
        private final Moment moment;
        private boolean lost;

        Line(Connection good, NthCall nth, Moment moment) {
            this.good = good;
            this.nth = nth;
            this.moment = moment;
        }

        Connection connection() {
            return proxy(
                    Connection.class,
                    (_, method, arguments) ->
                            switch (method.getName()) {
                                case "unwrap" ->
                                        arguments[0] == PGConnection.class
                                                ? driver(good.unwrap(PGConnection.class))
                                                : FailingDataSource.invoke(good, method, arguments);
                                case "close", "isClosed" ->
                                        FailingDataSource.invoke(good, method, arguments);
                                case "commit" -> counted(good, method, arguments);
                                case "prepareStatement" ->
                                        statement(PreparedStatement.class, method, arguments);
                                case "createStatement" ->
                                        statement(Statement.class, method, arguments);
                                default -> whileThere(good, method, arguments);
                            });
        }

        private <T> T statement(Class<T> type, Method method, Object[] arguments) throws Throwable {
            Object statement = whileThere(good, method, arguments);
            return proxy(
                    type,
                    (_, called, with) ->
                            called.getName().startsWith("execute")
                                    ? counted(statement, called, with)
                                    : FailingDataSource.invoke(statement, called, with));
        }

        private PGConnection driver(PGConnection driver) throws SQLException {
            CopyManager copies =
                    new CopyManager((BaseConnection) driver) {
                        @Override
                        public CopyIn copyIn(String sql) throws SQLException {
                            return copy(super.copyIn(sql));
                        }
                    };
            return proxy(
                    PGConnection.class,
                    (_, method, arguments) ->
                            method.getName().equals("getCopyAPI")
                                    ? copies
                                    : FailingDataSource.invoke(driver, method, arguments));
        }

        private CopyIn copy(CopyIn copy) {
            return proxy(
                    CopyIn.class,
                    (_, method, arguments) ->
                            method.getName().equals("endCopy")
                                    ? counted(copy, method, arguments)
                                    : FailingDataSource.invoke(copy, method, arguments));
        }

        private Object counted(Object target, Method method, Object[] arguments) throws Throwable {
            if (lost) {
                throw lost();
            }
            if (!nth.isNow()) {
                return FailingDataSource.invoke(target, method, arguments);
            }
            if (moment == Moment.AFTER) {
                FailingDataSource.invoke(target, method, arguments);
            }
            lost = true;
            if (target instanceof CopyIn copy && copy.isActive()) {
                copy.cancelCopy(); // else the rollback would wait for its end
            }
            if (!good.getAutoCommit()) {
                good.rollback(); // of nothing, after a commit
            }
            throw FailingDataSource.lost();
        }

        private Object whileThere(Object target, Method method, Object[] arguments)
                throws Throwable {
            if (lost) {
                throw FailingDataSource.lost();
            }
            return FailingDataSource.invoke(target, method, arguments);
        }
    }
}
