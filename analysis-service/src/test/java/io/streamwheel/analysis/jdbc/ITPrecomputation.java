package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.precompute.Run;
import io.streamwheel.analysis.precompute.UserList;
import io.streamwheel.analysis.recommend.StoredList;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Lists that were made beforehand are seen whole or not at all. */
class ITPrecomputation {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Person ANN = new Person("ann", true);

    private static MigratedDatabase database;
    private static int sites;

    private JdbcUserLists lists;
    private SiteId site;

    @BeforeAll
    static void migrate() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void newSite() throws SQLException {
        lists =
                new JdbcUserLists(
                        JdbcClient.create(database.dataSource()),
                        new JdbcTransactionManager(database.dataSource()),
                        Duration.ofDays(30),
                        3,
                        Clock.fixed(NOW, ZoneOffset.UTC));
        site = database.newSite("site-" + ++sites);
    }

    @Test
    void whoCameLatelyIsReadByTheKeysOfTheSite() throws SQLException {
        SiteId large = database.newSite("large-" + sites);
        for (SiteId each : List.of(large, site)) {
            database.execute(
                    """
                    INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                    SELECT gen_random_uuid(), 0, %d, n %% 100, false, 'p', CASE WHEN n %% 3 = 0 THEN 'view' ELSE 'impression' END, now()
                    FROM generate_series(1, %d) n
                    """
                            .formatted(each.value(), each.equals(large) ? 30_000 : 300));
        }
        database.execute("ANALYZE interaction");
        String plan =
                String.join(
                        "\n",
                        JdbcClient.create(database.dataSource())
                                .sql("EXPLAIN " + JdbcUserLists.ACTIVE)
                                .param("site", site.value())
                                .param("first", new UUID(0, 0))
                                .param("since", NOW.atOffset(ZoneOffset.UTC))
                                .param("most", 10)
                                .query(String.class)
                                .list());
        database.execute("TRUNCATE interaction");
        assertThat(plan)
                .contains("interaction_newest_idx")
                .contains("interaction_impression_idx")
                .doesNotContain("Seq Scan on interaction");
    }

    /** A build that has become current. */
    private long model() throws SQLException {
        long version =
                database.number(
                        """
                        INSERT INTO model_build (site_id, state, trigger, started_at, heartbeat_at)
                        VALUES (%d, 'succeeded', 'test', now(), now()) RETURNING build_id
                        """
                                .formatted(site.value()));
        database.execute(
                """
                INSERT INTO current_model (site_id, version) VALUES (%d, %d)
                ON CONFLICT (site_id) DO UPDATE SET version = excluded.version
                """
                        .formatted(site.value(), version));
        return version;
    }

    private void view(String visitor, boolean known, Instant at) throws SQLException {
        UUID key = new UUID(at.toEpochMilli() << 16, UUID.randomUUID().getLeastSignificantBits());
        database.execute(
                """
                INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                VALUES ('%s', 0, %d, '%s', %s, 'p', 'view', '%s')
                """
                        .formatted(key, site.value(), visitor, known, at));
    }

    private static UserList list(Person person, String... items) {
        List<Float> scores = java.util.Collections.nCopies(items.length, 0.5f);
        return new UserList(
                person,
                "id-of-" + person.id(),
                "personal",
                "personal",
                NOW,
                new StoredList(List.of(items), scores));
    }

    private Run begin(long version) {
        return lists.begin(site, version, LONG_AGO).orElseThrow();
    }

    private String shown() throws SQLException {
        return database.text(
                """
                SELECT coalesce(string_agg(concat_ws(' ', coalesce(user_id, 'anonymous ' || anonymous_id), rank, item_id), '; '
                       ORDER BY user_id, anonymous_id, rank), '')
                FROM v_user_recommendation WHERE site = 'site-%d'
                """
                        .formatted(sites));
    }

    @Test
    void aRunIsSeenWhenItIsWhole() throws SQLException {
        Run run = begin(model());
        Person bob = new Person("bob \"the\" {tent}, NULL", false);
        assertThat(lists.add(run, List.of(list(ANN, "b", "a"), list(bob, "c", "\"x,y\"")), 2))
                .isTrue();
        assertThat(shown()).isEmpty();
        assertThat(lists.find(site, ANN)).isEmpty();

        assertThat(lists.publish(run)).isTrue();
        assertThat(shown())
                .isEqualTo(
                        "ann 1 b; ann 2 a; anonymous bob \"the\" {tent}, NULL 1 c;"
                                + " anonymous bob \"the\" {tent}, NULL 2 \"x,y\"");
        assertThat(lists.find(site, ANN))
                .contains(new StoredList(List.of("b", "a"), List.of(0.5f, 0.5f)));
        assertThat(lists.find(site, new Person("ann", false))).isEmpty();
    }

    @Test
    void theNextRunTakesThePlaceOfAllOfTheOneBefore() throws SQLException {
        Run first = begin(model());
        lists.add(first, List.of(list(ANN, "a"), list(new Person("bob", true), "b")), 2);
        lists.publish(first);
        Run second = begin(model());
        lists.add(second, List.of(list(ANN, "c")), 1);
        assertThat(shown()).isEqualTo("ann 1 a; bob 1 b");
        lists.publish(second);
        assertThat(shown()).isEqualTo("ann 1 c");
        assertThat(
                        database.number(
                                "SELECT count(*) FROM user_recommendation WHERE site_id = "
                                        + site.value()))
                .isEqualTo(1);
    }

    @Test
    void whoIsOvertakenShowsNothingAndAddsNothing() throws SQLException {
        Run first = begin(model());
        Run second = begin(model());
        assertThat(lists.add(first, List.of(list(ANN, "a")), 1)).isFalse();
        assertThat(lists.publish(first)).isFalse();
        assertThat(lists.add(second, List.of(list(ANN, "b")), 1)).isTrue();
        assertThat(lists.publish(second)).isTrue();
        assertThat(shown()).isEqualTo("ann 1 b");
    }

    @Test
    void aModelIsDueOnceAndAgainWhenItsProcessDied() throws SQLException {
        long version = model();
        assertThat(lists.due(LONG_AGO)).containsEntry(site, version);
        Run run = begin(version);
        assertThat(lists.due(LONG_AGO)).doesNotContainKey(site);
        assertThat(lists.begin(site, version, LONG_AGO)).isEmpty();
        Instant quietSince = Instant.now().plusSeconds(60);
        assertThat(lists.due(quietSince)).containsKey(site);
        Run heir = lists.begin(site, version, quietSince).orElseThrow();
        assertThat(lists.add(run, List.of(), 1)).isFalse();
        assertThat(lists.publish(heir)).isTrue();
        assertThat(lists.due(quietSince)).doesNotContainKey(site);
    }

    @Test
    void aModelThatIsNotCurrentIsNotBegun() throws SQLException {
        long before = model();
        model();
        assertThat(lists.begin(site, before, LONG_AGO)).isEmpty();
    }

    @Test
    void theLatestPeopleGetLists() throws SQLException {
        view("ann", true, NOW.minusSeconds(10));
        view("a-1", false, NOW.minusSeconds(5));
        view("a-2", false, NOW.minusSeconds(20));
        view("late", true, NOW.minusSeconds(30));
        view("gone", true, NOW.minus(Duration.ofDays(31)));
        database.execute(
                """
                INSERT INTO identity (site_id, anonymous_id, user_id, linked_at) VALUES (%d, 'a-1', 'ann', now())
                """
                        .formatted(site.value()));
        assertThat(begin(model()).people())
                .containsExactly(ANN, new Person("a-2", false), new Person("late", true));
    }
}
