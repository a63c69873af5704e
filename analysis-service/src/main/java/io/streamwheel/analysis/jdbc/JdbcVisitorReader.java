package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.profile.VisitorReader;
import io.streamwheel.analysis.site.SiteId;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the newest rows of table {@code event}, which are the end of its primary key. */
final class JdbcVisitorReader implements VisitorReader {

    // The bound stands before the site is looked at: a quiet site beside a busy one costs no more.
    private static final String SQL =
            """
            WITH newest AS MATERIALIZED (
                SELECT site_id, visitor, known, occurred_at FROM event ORDER BY event_key DESC LIMIT 5000
            )
            SELECT visitor, known, max(occurred_at) AS at FROM newest WHERE site_id = :site
            GROUP BY visitor, known ORDER BY at DESC, visitor LIMIT :limit
            """;

    private final JdbcClient jdbc;

    JdbcVisitorReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Seen> newest(SiteId site, int limit) {
        return jdbc.sql(SQL)
                .param("site", site.value())
                .param("limit", limit)
                .query((row, _) ->
                        new Seen(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }
}
