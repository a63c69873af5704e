package io.streamwheel.analysis.failed;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Shows what failed: a site's own, and what is nobody's when there is no other site that it could
 * belong to.
 */
public final class FailedEvents {

    private static final String FIND =
            "SELECT "
                    + FailedEventRow.COLUMNS
                    + """
                    , f.payload FROM failed_event f WHERE site_id = ? AND event_id = ? AND state <> 'resolved'
                    ORDER BY state = 'open' DESC, failed_id DESC LIMIT 1
                    """;

    private static final String VISIBLE = " (f.site_id = ? OR (f.site_id IS NULL AND ?)) ";

    private static final String PAGE =
            "SELECT "
                    + FailedEventRow.COLUMNS
                    + ", substring(f.payload from 1 for 65536) AS payload FROM failed_event f WHERE"
                    + VISIBLE
                    + """
                      AND (stage = ? OR ?::text IS NULL) AND (reason = ? OR ?::text IS NULL)
                      AND (event_id = ? OR ?::text IS NULL) AND (state = ? OR ?::text IS NULL)
                      AND (failed_at >= ?::timestamptz OR ?::timestamptz IS NULL)
                      AND (failed_at < ?::timestamptz OR ?::timestamptz IS NULL)
                      AND failed_id < ?
                    ORDER BY failed_id DESC LIMIT ?
                    """;

    private static final String OPEN_AFTER =
            "SELECT "
                    + FailedEventRow.COLUMNS
                    + """
                    , substring(f.payload from 1 for 65536) AS payload FROM failed_event f
                    WHERE site_id = ? AND state = 'open' AND failed_id > ? ORDER BY failed_id DESC LIMIT ?
                    """;

    private static final String GET =
            "SELECT "
                    + FailedEventWhole.COLUMNS
                    + " FROM failed_event f WHERE f.failed_id = ? AND"
                    + VISIBLE;

    private static final String REASONS =
            """
            SELECT stage, reason, count(*) AS count, min(failed_at) AS oldest, max(failed_at) AS newest
            FROM failed_event f WHERE
            """
                    + VISIBLE
                    + """
                     AND state = 'open' GROUP BY stage, reason ORDER BY count(*) DESC, stage, reason LIMIT 1000
                    """;

    private static final String OPEN =
            "SELECT 1 FROM failed_event f WHERE" + VISIBLE + "AND state = 'open' LIMIT 1";

    private static final String LAST_CHANGE =
            "SELECT max(changed_at) AS changed_at FROM failed_event";

    private static final String CHANGE_OF_ONE =
            "SELECT changed_at FROM failed_event f WHERE failed_id = ? AND" + VISIBLE;

    /** How many open ones failed in the same way. */
    public record Group(String stage, String reason, long count, Instant oldest, Instant newest) {}

    private final DataSource database;
    private final Sites sites;

    public FailedEvents(DataSource database, Sites sites) {
        this.database = database;
        this.sites = sites;
    }

    /** The newest failure of an event that is not resolved, an open one first. */
    public Optional<FailedEventRow> find(SiteId site, String eventId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                            connection,
                            FIND,
                            FailedEventRow::read,
                            site.value(),
                            eventId.replace("\0", ""))
                    .stream()
                    .findFirst();
        }
    }

    /**
     * A page, newest first.
     *
     * @param before only those with a lower id
     */
    public List<FailedEventRow> page(SiteId site, FailedEventFilter filter, long before, int size)
            throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection,
                    PAGE,
                    FailedEventRow::read,
                    site.value(),
                    alone,
                    filter.stage(),
                    filter.stage(),
                    filter.reason(),
                    filter.reason(),
                    filter.eventId(),
                    filter.eventId(),
                    filter.state(),
                    filter.state(),
                    filter.from(),
                    filter.from(),
                    filter.to(),
                    filter.to(),
                    before,
                    size);
        }
    }

    /**
     * A site's open ones, newest first, by {@code failed_event_open_idx}.
     *
     * @param after only those with a higher id
     */
    public List<FailedEventRow> openAfter(SiteId site, long after, int size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection, OPEN_AFTER, FailedEventRow::read, site.value(), after, size);
        }
    }

    /** One of them, whole. */
    public Optional<FailedEventWhole> get(SiteId site, long id) throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection()) {
            return get(connection, site, alone, id, "");
        }
    }

    /** One of them, which nobody else changes until the transaction ends. */
    Optional<FailedEventWhole> lock(Connection connection, SiteId site, boolean alone, long id)
            throws SQLException {
        return get(connection, site, alone, id, " FOR UPDATE");
    }

    private static Optional<FailedEventWhole> get(
            Connection connection, SiteId site, boolean alone, long id, String suffix)
            throws SQLException {
        return Sql.query(connection, GET + suffix, FailedEventWhole::read, id, site.value(), alone)
                .stream()
                .findFirst();
    }

    /** The open ones by stage and reason, most first. */
    public List<Group> groups(SiteId site) throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection,
                    REASONS,
                    row ->
                            new Group(
                                    row.getString("stage"),
                                    row.getString("reason"),
                                    row.getLong("count"),
                                    Sql.instant(row, "oldest"),
                                    Sql.instant(row, "newest")),
                    site.value(),
                    alone);
        }
    }

    /** Whether there is an open one. */
    public boolean hasOpen(SiteId site) throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection()) {
            return !Sql.query(connection, OPEN, row -> row.getInt(1), site.value(), alone)
                    .isEmpty();
        }
    }

    /**
     * When one of them failed, was resolved or discarded last, of whatever site: what is cheap to
     * ask often, by those who then look.
     */
    public Optional<Instant> lastChange() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                            connection,
                            LAST_CHANGE,
                            row -> Optional.ofNullable(Sql.instantOrNull(row, "changed_at")))
                    .getFirst();
        }
    }

    /** When one of them failed last, was resolved or discarded. */
    public Optional<Instant> lastChange(SiteId site, long id) throws SQLException {
        boolean alone = isAlone(site);
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                            connection,
                            CHANGE_OF_ONE,
                            row -> Sql.instant(row, "changed_at"),
                            id,
                            site.value(),
                            alone)
                    .stream()
                    .findFirst();
        }
    }

    /** Whether what is nobody's can be of no other site. */
    boolean isAlone(SiteId site) {
        return sites.all().equals(List.of(site));
    }
}
