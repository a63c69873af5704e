package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One read by {@code interaction_visitor_idx} for each id of the person. What it reads is kept for
 * thousands of visitors, so their deeds share the texts of items and types.
 */
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

    private static final Map<String, String> TYPES =
            TypeWeights.DEFAULTS.byType().keySet().stream()
                    .collect(Collectors.toUnmodifiableMap(type -> type, type -> type));

    private final JdbcClient jdbc;
    private final BiFunction<SiteId, String, String> sharedItemId;

    /**
     * @param sharedItemId another text of the same item id, or that one
     */
    JdbcHistoryReader(JdbcClient jdbc, BiFunction<SiteId, String, String> sharedItemId) {
        this.jdbc = jdbc;
        this.sharedItemId = sharedItemId;
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
                        deeds.add(deed(site, row));
                    }
                });
        return new Past(person.get(), ids, deeds);
    }

    private Deed deed(SiteId site, ResultSet row) throws SQLException {
        double value = row.getDouble(4);
        boolean none = row.wasNull();
        Instant at = row.getObject(5, OffsetDateTime.class).toInstant();
        return shared(site, new Deed(row.getString(2), row.getString(3), none ? null : value, at));
    }

    @Override
    public Deed shared(SiteId site, Deed deed) {
        return new Deed(
                sharedItemId.apply(site, deed.itemId()),
                TYPES.getOrDefault(deed.type(), deed.type()),
                deed.value(),
                deed.at());
    }
}
