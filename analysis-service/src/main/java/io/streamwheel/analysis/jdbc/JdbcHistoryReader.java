package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One read by {@code interaction_visitor_idx} for each id of the person. */
final class JdbcHistoryReader implements HistoryReader {

    private static final String SQL =
            PersonSql.PERSON
                    + """
                    SELECT p.visitor, i.item_id, i.type, i.value, i.occurred_at, p.known
                    FROM person p
                    LEFT JOIN LATERAL (
                        SELECT item_id, type, value, occurred_at FROM interaction
                        WHERE site_id = :site AND visitor = p.visitor AND known = p.known
                        ORDER BY occurred_at DESC LIMIT :limit
                    ) i ON true
                    ORDER BY i.occurred_at DESC
                    """;

    private final JdbcClient jdbc;

    JdbcHistoryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Past read(SiteId site, String id, int limit) {
        List<String> ids = new ArrayList<>();
        List<Deed> deeds = new ArrayList<>();
        AtomicReference<Person> person = new AtomicReference<>(new Person(id, false));
        jdbc.sql(SQL)
                .param("site", site.value())
                .param("id", id)
                .param("limit", limit)
                .query(row -> {
                    String visitor = row.getString(1);
                    if (!ids.contains(visitor)) {
                        ids.add(visitor);
                    }
                    if (row.getBoolean(6)) {
                        person.set(new Person(visitor, true));
                    }
                    if (row.getObject(5) != null && deeds.size() < limit) {
                        deeds.add(deed(row));
                    }
                });
        return new Past(person.get(), ids, deeds);
    }

    private static Deed deed(ResultSet row) throws SQLException {
        double value = row.getDouble(4);
        boolean none = row.wasNull();
        return new Deed(
                row.getString(2),
                row.getString(3),
                none ? null : value,
                row.getObject(5, OffsetDateTime.class).toInstant());
    }
}
