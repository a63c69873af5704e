package io.streamwheel.analysis.feedback;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds one array per column, from left to right. */
final class TallyColumns<K> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final Map<K, Tally> rows;
    private int place;

    TallyColumns(Connection connection, PreparedStatement statement, Map<K, Tally> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    void set(String type, Function<K, @Nullable Object> value) throws SQLException {
        bind(type, rows.keySet().stream().map(value).toArray());
    }

    void count(ToLongFunction<Tally> value) throws SQLException {
        bind("int8", rows.values().stream().map(value::applyAsLong).toArray());
    }

    void revenue() throws SQLException {
        List<BigDecimal> amounts = new ArrayList<>();
        rows.values().forEach(tally -> amounts.add(tally.revenue));
        bind("numeric", amounts.toArray());
    }

    private void bind(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++place, connection.createArrayOf(type, values));
    }
}
