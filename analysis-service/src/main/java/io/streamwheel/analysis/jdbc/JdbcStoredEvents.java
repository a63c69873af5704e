package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.site.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events each site has, by whoever stored them. */
final class JdbcStoredEvents implements Supplier<Map<SiteId, Long>> {

    private static final String SQL =
            "SELECT site_id, sum(total)::bigint FROM pipeline_total WHERE fate = 'stored' GROUP BY site_id";

    private final JdbcTemplate jdbc;

    JdbcStoredEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<SiteId, Long> get() {
        Map<SiteId, Long> stored = new HashMap<>();
        jdbc.query(
                SQL,
                row -> {
                    stored.put(new SiteId(row.getInt(1)), row.getLong(2));
                });
        return stored;
    }
}
