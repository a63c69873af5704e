package io.streamwheel.analysis.site;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code site}. */
final class SiteRepository implements Sites.Store {

    private static final String FIND = "SELECT site_id FROM site WHERE name = ?";

    private static final String ALL = "SELECT site_id FROM site ORDER BY site_id";

    private static final String PAGE =
            "SELECT name, created_at FROM site WHERE name > ? ORDER BY name LIMIT ?";

    private static final String ADD =
            "INSERT INTO site (name) VALUES (?) ON CONFLICT (name) DO NOTHING";

    private static final String LOCK =
            "SELECT site_id FROM site WHERE site_id = ? FOR NO KEY UPDATE";

    private final JdbcClient jdbc;

    SiteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<SiteId> find(String name) {
        return jdbc.sql(FIND)
                .param(name)
                .query((row, _) -> new SiteId(row.getInt("site_id")))
                .optional();
    }

    @Override
    public List<SiteId> all() {
        return jdbc.sql(ALL).query((row, _) -> new SiteId(row.getInt("site_id"))).list();
    }

    /**
     * The sites in the order of their names.
     *
     * @param after the name that they follow; empty for the first
     */
    List<SiteEntry> page(String after, int most) {
        return jdbc.sql(PAGE)
                .params(after, most)
                .query((row, _) ->
                        new SiteEntry(
                                row.getString("name"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Makes a site unless it is there; several instances may do so at once.
     *
     * @return whether it was made
     */
    boolean addIfAbsent(String name) {
        return jdbc.sql(ADD).param(name).update() > 0;
    }

    /**
     * Waits until no other transaction holds this site's lock, and holds it until this one ends.
     * Events of the site go on to be written: their foreign keys ask for less.
     */
    void lock(SiteId site) {
        var _ = jdbc.sql(LOCK).param(site.value()).query(Integer.class).optional();
    }
}
