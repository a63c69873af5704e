package io.streamwheel.analysis.interaction;

import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code follow}: who follows whom. Of all follows and unfollows of a pair the newest by the
 * time of the event stands, in whatever order they come; at the same moment an unfollow does. A
 * dismissal stands for good.
 */
final class FollowTable {

    // following, followed_at and dismissed_at are each decided by what the rows say and by nothing
    // else, so that the same events in any order, any batches and any number of copies give the
    // same row. A row that would not change is not written.
    private static final String UPSERT =
            """
            INSERT INTO follow AS f (site_id, visitor, known, target_user_id, following, followed_at, dismissed_at)
            SELECT site_id, visitor, known, target, following,
                   time_of(followed),
                   time_of(dismissed)
            FROM unnest(?, ?, ?, ?, ?, ?, ?) AS n (site_id, visitor, known, target, following, followed, dismissed)
            ON CONFLICT (site_id, visitor, known, target_user_id) DO UPDATE
            SET following = CASE WHEN coalesce(excluded.followed_at > f.followed_at, f.followed_at IS NULL)
                                      OR excluded.followed_at = f.followed_at AND NOT excluded.following
                                 THEN excluded.following ELSE f.following END,
                followed_at = greatest(f.followed_at, excluded.followed_at),
                dismissed_at = greatest(f.dismissed_at, excluded.dismissed_at),
                stored_at = clock_timestamp()
            WHERE coalesce(excluded.followed_at > f.followed_at, f.followed_at IS NULL AND excluded.followed_at IS NOT NULL)
                  OR coalesce(excluded.followed_at = f.followed_at, false) AND f.following AND NOT excluded.following
                  OR coalesce(excluded.dismissed_at > f.dismissed_at, f.dismissed_at IS NULL AND excluded.dismissed_at IS NOT NULL)
            """;

    private FollowTable() {}

    private record Pair(int site, Visitor visitor, String target) implements Comparable<Pair> {

        private static final Comparator<Pair> ORDER =
                Comparator.comparingInt(Pair::site)
                        .thenComparing(pair -> pair.visitor().id())
                        .thenComparing(pair -> pair.visitor().known())
                        .thenComparing(Pair::target);

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    /** What the events of a batch say of a pair. */
    private static final class Said {

        private boolean following;
        private @Nullable Long followed;
        private @Nullable Long dismissed;

        void add(EnrichedEvent event) {
            long at = event.occurredAt().toEpochMilli();
            if (event.type().equals(EventTypes.DISMISS)) {
                dismissed = dismissed == null ? at : Math.max(dismissed, at);
                return;
            }
            boolean follows = event.type().equals(EventTypes.FOLLOW);
            if (followed == null || at > followed) {
                following = follows;
                followed = at;
            } else if (at == followed) {
                following &= follows;
            }
        }
    }

    /** Writes what new events say of people, in one order for all writers. */
    static void write(Connection connection, List<NewEvent> events) throws SQLException {
        Map<Pair, Said> pairs = new TreeMap<>();
        for (NewEvent each : events) {
            String target = each.event().targetUserId();
            if (target != null && EventTypes.isOfFollowing(each.event().type())) {
                pairs.computeIfAbsent(
                                new Pair(each.site().value(), each.visitor(), target),
                                _ -> new Said())
                        .add(each.event());
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        Collection<Pair> keys = pairs.keySet();
        Collection<Said> rows = pairs.values();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            Columns columns = new Columns(connection, statement);
            columns.add("int4", keys, Pair::site);
            columns.add("text", keys, pair -> pair.visitor().id());
            columns.add("bool", keys, pair -> pair.visitor().known());
            columns.add("text", keys, Pair::target);
            columns.add("bool", rows, said -> said.following);
            columns.add("int8", rows, said -> said.followed);
            columns.add("int8", rows, said -> said.dismissed);
            statement.executeUpdate();
        }
    }

    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement statement;
        private int column;

        Columns(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        <T> void add(String type, Collection<T> rows, Function<T, @Nullable Object> value)
                throws SQLException {
            @Nullable Object[] values = rows.stream().map(value).toArray();
            statement.setArray(++column, connection.createArrayOf(type, values));
        }
    }
}
