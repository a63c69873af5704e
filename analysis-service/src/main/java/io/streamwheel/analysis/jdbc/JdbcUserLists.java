package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.precompute.Run;
import io.streamwheel.analysis.precompute.UserList;
import io.streamwheel.analysis.precompute.UserLists;
import io.streamwheel.analysis.recommend.StoredList;
import io.streamwheel.analysis.recommend.StoredLists;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables {@code user_recommendation}, {@code user_recommendation_run} and {@code
 * user_recommendation_current}.
 */
final class JdbcUserLists implements UserLists, StoredLists {

    private static final Duration WRONG_CLOCK = Duration.ofDays(1);
    private static final int DELETED_AT_ONCE = 5_000;

    private static final String DUE =
            """
            SELECT c.site_id, c.version FROM current_model c LEFT JOIN user_recommendation_run r USING (site_id)
            WHERE r.run IS NULL OR r.version <> c.version OR (r.finished_at IS NULL AND r.beat_at < :quiet)
            ORDER BY c.site_id
            """;

    // By the keys of the newest interactions, as trends are read: a key begins with the client's
    // time.
    static final String ACTIVE =
            """
            SELECT coalesce(d.user_id, a.visitor) AS id, bool_or(a.known OR d.user_id IS NOT NULL) AS known
            FROM (SELECT visitor, known, max(occurred_at) AS last FROM interaction_by_key
                  WHERE site_id = :site AND event_key >= :first AND occurred_at > :since
                  GROUP BY visitor, known) a
            LEFT JOIN identity d ON NOT a.known AND d.site_id = :site AND d.anonymous_id = a.visitor
            GROUP BY 1 ORDER BY max(a.last) DESC, 1 LIMIT :most
            """;

    private static final String BEGIN =
            """
            INSERT INTO user_recommendation_run AS r (site_id, run, version, visitors, begun_at, beat_at)
            SELECT c.site_id, nextval('user_recommendation_run_seq'), c.version, :visitors, now(), now()
            FROM current_model c WHERE c.site_id = :site AND c.version = :version
            ON CONFLICT (site_id) DO UPDATE SET run = excluded.run, version = excluded.version,
                visitors = excluded.visitors, done = 0, begun_at = now(), beat_at = now(), finished_at = NULL
            WHERE r.version <> excluded.version OR (r.finished_at IS NULL AND r.beat_at < :quiet)
            RETURNING run
            """;

    private static final String GO_ON =
            """
            UPDATE user_recommendation_run SET done = :done, beat_at = now() WHERE site_id = :site AND run = :run
            """;

    private static final String ADD =
            """
            INSERT INTO user_recommendation (site_id, run, visitor, known, recommendation_id, strategy, visitor_group,
                                             computed_at, items, scores)
            SELECT :site, :run, l.visitor, l.known, l.recommendation_id, l.strategy, l.visitor_group, l.computed_at,
                   i.items, i.scores
            FROM unnest(:visitors::text[], :known::boolean[], :ids::text[], :strategies::text[], :groups::text[],
                        :times::timestamptz[])
                 WITH ORDINALITY AS l (visitor, known, recommendation_id, strategy, visitor_group, computed_at, place)
            JOIN (SELECT place, array_agg(item ORDER BY rank) AS items, array_agg(score ORDER BY rank) AS scores
                  FROM unnest(:places::int[], :itemIds::text[], :scores::real[])
                       WITH ORDINALITY AS n (place, item, score, rank)
                  GROUP BY place) i ON i.place = l.place
            """;

    private static final String FINISH =
            """
            UPDATE user_recommendation_run SET finished_at = now(), beat_at = now() WHERE site_id = :site AND run = :run
            """;

    private static final String SHOW =
            """
            INSERT INTO user_recommendation_current (site_id, run, version, visitors, published_at)
            VALUES (:site, :run, :version,
                    (SELECT count(*) FROM user_recommendation WHERE site_id = :site AND run = :run), now())
            ON CONFLICT (site_id) DO UPDATE SET run = excluded.run, version = excluded.version,
                visitors = excluded.visitors, published_at = excluded.published_at
            """;

    private static final String DELETE_EARLIER =
            """
            DELETE FROM user_recommendation WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM user_recommendation WHERE site_id = :site AND run < :run LIMIT :most))
            """;

    private static final String FIND =
            """
            SELECT items, scores FROM user_recommendation
            WHERE site_id = :site AND visitor = :visitor AND known = :known
                  AND run = (SELECT run FROM user_recommendation_current WHERE site_id = :site)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration activeWithin;
    private final int most;
    private final Clock clock;

    /**
     * @param activeWithin who did nothing for so long gets no list
     * @param most people of a site
     */
    JdbcUserLists(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Duration activeWithin,
            int most,
            Clock clock) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
        this.activeWithin = activeWithin;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public Map<SiteId, Long> due(Instant quietSince) {
        Map<SiteId, Long> due = new LinkedHashMap<>();
        jdbc.sql(DUE)
                .param("quiet", quietSince.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    due.put(new SiteId(row.getInt(1)), row.getLong(2));
                });
        return due;
    }

    @Override
    public Optional<Run> begin(SiteId site, long version, Instant quietSince) {
        List<Person> people = active(site);
        return jdbc.sql(BEGIN)
                .param("site", site.value())
                .param("version", version)
                .param("visitors", people.size())
                .param("quiet", quietSince.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .map(id -> new Run(site, id, version, people));
    }

    private List<Person> active(SiteId site) {
        Instant since = clock.instant().minus(activeWithin);
        long first = Math.max(0, since.minus(WRONG_CLOCK).toEpochMilli()) << 16;
        return jdbc.sql(ACTIVE)
                .param("site", site.value())
                .param("first", new UUID(first, 0))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> new Person(row.getString(1), row.getBoolean(2)))
                .list();
    }

    @Override
    public boolean add(Run run, List<UserList> lists, int done) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> {
                    int mine =
                            jdbc.sql(GO_ON)
                                    .param("done", done)
                                    .param("site", run.site().value())
                                    .param("run", run.id())
                                    .update();
                    if (mine == 1 && !lists.isEmpty()) {
                        insert(run, lists);
                    }
                    return mine == 1;
                }));
    }

    private void insert(Run run, List<UserList> lists) {
        List<Integer> places = new ArrayList<>();
        List<String> items = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            StoredList list = lists.get(i).list();
            for (int k = 0; k < list.items().size(); k++) {
                places.add(i + 1);
                items.add(list.items().get(k));
                scores.add(list.scores().get(k));
            }
        }
        jdbc.sql(ADD)
                .param("site", run.site().value())
                .param("run", run.id())
                .param("visitors", texts(lists, each -> each.person().id()))
                .param(
                        "known",
                        lists.stream().map(each -> each.person().known()).toArray(Boolean[]::new))
                .param("ids", texts(lists, UserList::recommendationId))
                .param("strategies", texts(lists, UserList::strategy))
                .param("groups", texts(lists, UserList::group))
                .param("times", texts(lists, each -> each.computedAt().toString()))
                .param("places", places.toArray(Integer[]::new))
                .param("itemIds", items.toArray(String[]::new))
                .param("scores", scores.toArray(Float[]::new))
                .update();
    }

    private static String[] texts(
            List<UserList> lists, java.util.function.Function<UserList, String> text) {
        return lists.stream().map(text).toArray(String[]::new);
    }

    @Override
    public boolean publish(Run run) {
        boolean shown =
                Boolean.TRUE.equals(
                        transaction.execute(status -> {
                            int mine = ofRun(FINISH, run).update();
                            if (mine == 1) {
                                ofRun(SHOW, run).param("version", run.version()).update();
                            }
                            return mine == 1;
                        }));
        if (shown) {
            int deleted;
            do {
                deleted = ofRun(DELETE_EARLIER, run).param("most", DELETED_AT_ONCE).update();
            } while (deleted == DELETED_AT_ONCE);
        }
        return shown;
    }

    private JdbcClient.StatementSpec ofRun(String sql, Run run) {
        return jdbc.sql(sql).param("site", run.site().value()).param("run", run.id());
    }

    @Override
    public Optional<StoredList> find(SiteId site, Person person) {
        return jdbc.sql(FIND)
                .param("site", site.value())
                .param("visitor", person.id())
                .param("known", person.known())
                .query((row, number) ->
                        new StoredList(
                                Arrays.asList((String[]) row.getArray(1).getArray()),
                                Arrays.asList((Float[]) row.getArray(2).getArray())))
                .optional();
    }
}
