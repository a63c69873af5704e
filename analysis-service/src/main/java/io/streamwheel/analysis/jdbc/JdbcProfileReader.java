package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.profile.ProfileReader;
import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts a person's rows of table {@code event}, by {@code event_visitor_idx}. */
final class JdbcProfileReader implements ProfileReader {

    private static final String SQL =
            PersonSql.PERSON
                    + """
                    SELECT p.visitor, p.known, e.type, count(e.type), min(e.occurred_at), max(e.occurred_at)
                    FROM person p
                    LEFT JOIN event e ON e.site_id = :site AND e.visitor = p.visitor AND e.known = p.known
                    GROUP BY p.visitor, p.known, e.type
                    ORDER BY p.visitor
                    """;

    private final JdbcClient jdbc;

    JdbcProfileReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> find(SiteId site, String id) {
        Counting counting = new Counting();
        RowCallbackHandler row =
                each -> {
                    OffsetDateTime first = each.getObject(5, OffsetDateTime.class);
                    OffsetDateTime last = each.getObject(6, OffsetDateTime.class);
                    counting.name(each.getString(1), each.getBoolean(2));
                    if (first != null && last != null) {
                        counting.events.merge(each.getString(3), each.getLong(4), Long::sum);
                        counting.span(first.toInstant(), last.toInstant());
                    }
                };
        jdbc.sql(SQL).param("site", site.value()).param("id", id).query(row);
        return counting.person();
    }

    private static final class Counting {

        private final List<String> anonymousIds = new ArrayList<>();
        private final Map<String, Long> events = new TreeMap<>();
        private @Nullable String userId;
        private @Nullable Instant first;
        private @Nullable Instant last;

        void name(String visitor, boolean known) {
            if (known) {
                userId = visitor;
            } else if (!anonymousIds.contains(visitor)) {
                anonymousIds.add(visitor);
            }
        }

        void span(Instant from, Instant to) {
            first = first == null || from.isBefore(first) ? from : first;
            last = last == null || to.isAfter(last) ? to : last;
        }

        Optional<Person> person() {
            return first == null || last == null
                    ? Optional.empty()
                    : Optional.of(new Person(userId, anonymousIds, first, last, events));
        }
    }
}
