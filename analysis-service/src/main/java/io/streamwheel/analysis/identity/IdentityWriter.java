package io.streamwheel.analysis.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes table {@code identity}. The newest link wins, in whatever order they come; of two at the
 * same moment the one that is there stays.
 *
 * <p>A link that is made again is written when it is newer by a minute, and not before, and what
 * was written within the last minute is remembered, so that most links are not even asked about:
 * see {@link io.streamwheel.analysis.catalogue.ItemFactsWriter}.
 */
public final class IdentityWriter {

    private static final String UPSERT =
            """
            INSERT INTO identity AS i (site_id, anonymous_id, user_id, linked_at)
            SELECT n.site_id, n.anonymous_id, n.user_id, time_of(n.at)
            FROM unnest(?, ?, ?, ?) AS n (site_id, anonymous_id, user_id, at)
            LEFT JOIN LATERAL (
                SELECT * FROM identity WHERE site_id = n.site_id AND anonymous_id = n.anonymous_id OFFSET 0) AS k ON true
            WHERE k.user_id IS NULL
               OR time_of(n.at) > k.linked_at AND (n.user_id <> k.user_id OR is_stale(k.linked_at, time_of(n.at)))
            ON CONFLICT (site_id, anonymous_id) DO UPDATE
            SET user_id = excluded.user_id, linked_at = excluded.linked_at
            WHERE excluded.linked_at > i.linked_at
            """;

    /** About 15 MB. */
    private static final int MOST_REMEMBERED = 50_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofMinutes(1);

    private record Key(SiteId site, String anonymousId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.<Key>comparingInt(key -> key.site().value())
                        .thenComparing(Key::anonymousId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Cache<Key, IdentityLink> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

    /**
     * Upserts the newest link of each anonymous id, in one order for all writers.
     *
     * @return what the table has once the transaction is committed, for {@link #committed}
     */
    public Collection<IdentityLink> write(Connection connection, Collection<IdentityLink> links)
            throws SQLException {
        Map<Key, IdentityLink> newest = new TreeMap<>();
        for (IdentityLink link : links) {
            newest.merge(keyOf(link), link, IdentityWriter::newer);
        }
        newest.entrySet().removeIf(each -> isRemembered(each.getKey(), each.getValue()));
        if (!newest.isEmpty()) {
            upsert(connection, newest.values());
        }
        return newest.values();
    }

    /** The transaction that wrote this was committed. */
    public void committed(Collection<IdentityLink> written) {
        written.forEach(link -> remembered.asMap().merge(keyOf(link), link, IdentityWriter::newer));
    }

    private static Key keyOf(IdentityLink link) {
        return new Key(link.site(), link.anonymousId());
    }

    private static IdentityLink newer(IdentityLink one, IdentityLink other) {
        return other.linkedAt().isAfter(one.linkedAt()) ? other : one;
    }

    /** Whether the table is known to have this link or a newer one. */
    private boolean isRemembered(Key key, IdentityLink link) {
        return remembered.getIfPresent(key) instanceof IdentityLink known
                && (!link.linkedAt().isAfter(known.linkedAt())
                        || link.userId().equals(known.userId())
                                && link.linkedAt().isBefore(known.linkedAt().plus(STALE)));
    }

    private static void upsert(Connection connection, Collection<IdentityLink> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", rows.stream().map(link -> link.site().value()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", rows.stream().map(IdentityLink::anonymousId).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", rows.stream().map(IdentityLink::userId).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8",
                            rows.stream().map(link -> link.linkedAt().toEpochMilli()).toArray()));
            statement.executeUpdate();
        }
    }
}
