package io.streamwheel.analysis.identity;

import io.streamwheel.analysis.site.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes table {@code identity}. The newest link wins, in whatever order they come; of two at the
 * same moment the one that is there stays.
 */
public final class IdentityWriter {

    private static final String UPSERT =
            """
            INSERT INTO identity AS i (site_id, anonymous_id, user_id, linked_at)
            SELECT n.site_id, n.anonymous_id, n.user_id,
                   timestamptz 'epoch' + (n.at / 86400000) * interval '24 hours'
                                       + (n.at % 86400000) * interval '1 millisecond'
            FROM unnest(?, ?, ?, ?) AS n (site_id, anonymous_id, user_id, at)
            ON CONFLICT (site_id, anonymous_id) DO UPDATE
            SET user_id = excluded.user_id, linked_at = excluded.linked_at
            WHERE excluded.linked_at > i.linked_at
            """;

    private record Key(SiteId site, String anonymousId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.<Key>comparingInt(key -> key.site().value())
                        .thenComparing(Key::anonymousId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private IdentityWriter() {}

    /** Upserts the newest link of each anonymous id, in one order for all writers. */
    public static void write(Connection connection, Collection<IdentityLink> links)
            throws SQLException {
        if (links.isEmpty()) {
            return;
        }
        Map<Key, IdentityLink> newest = new TreeMap<>();
        for (IdentityLink link : links) {
            newest.merge(
                    new Key(link.site(), link.anonymousId()),
                    link,
                    (one, other) -> other.linkedAt().isAfter(one.linkedAt()) ? other : one);
        }
        Collection<IdentityLink> rows = newest.values();
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
