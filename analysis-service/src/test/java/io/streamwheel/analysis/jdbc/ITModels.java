package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.Candidates;
import io.streamwheel.analysis.model.Method;
import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.ScoreCard;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.TrainingReader;
import io.streamwheel.analysis.model.itemitem.CosineTrainer;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.profile.ProfileReader;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

class ITModels {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ModelSettings SETTINGS =
            new ModelSettings(
                    new TrainerSettings(50, 500, Duration.ofDays(365), 2),
                    Duration.ofDays(365),
                    Duration.ofDays(365),
                    0.2,
                    20,
                    2000,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(120),
                    2,
                    Duration.ofSeconds(60));

    private static MigratedDatabase database;
    private static int sites;

    private JdbcClient jdbc;
    private JdbcTransactionManager transactions;
    private BuildLog log;
    private ModelStore store;
    private ModelRegistry registry;
    private TrainingReader reader;
    private ModelBuilds builds;
    private SiteId site;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        jdbc = JdbcClient.create(database.dataSource());
        transactions = new JdbcTransactionManager(database.dataSource());
        log = new JdbcBuildLog(jdbc, JsonMapper.shared());
        store = new JdbcModelStore(database.dataSource(), transactions, log);
        registry = new ModelRegistry(store, Clock.systemUTC());
        reader =
                new JdbcTrainingReader(
                        database.dataSource(), transactions, TypeWeights.DEFAULTS, 10);
        builds = builds(reader);
        site = database.newSite("models-" + ++sites);
    }

    @AfterEach
    void close() {
        builds.close();
    }

    private ModelBuilds builds(TrainingReader from) {
        return new ModelBuilds(
                log,
                from,
                new Candidates(List.of(Method.of(new CosineTrainer(1))), SETTINGS),
                store,
                registry,
                each -> 0,
                SETTINGS,
                Clock.systemUTC());
    }

    @Test
    void aBuildIsStoredServedLoadedElsewhereAndRolledBack() throws SQLException {
        tastes(60);
        Build first = build();
        assertThat(first.state()).isEqualTo(Build.State.SUCCEEDED);
        assertThat(first.chosen()).isEqualTo("cosine");
        assertThat(first.scoreCard().baseline()).isNotNull();
        assertThat(first.interactions()).isEqualTo(60 * 12);
        assertThat(served(registry)).isEqualTo(first.id());

        ModelRegistry elsewhere = new ModelRegistry(store, Clock.systemUTC());
        elsewhere.refresh();
        ServedModel loaded = elsewhere.of(site).orElseThrow();
        ServedModel own = registry.of(site).orElseThrow();
        assertThat(loaded.neighbors().orElseThrow().checksum())
                .isEqualTo(own.neighbors().orElseThrow().checksum());
        assertThat(loaded.popularity().items()).isEqualTo(own.popularity().items());

        Build second = build();
        elsewhere.refresh();
        assertThat(served(elsewhere)).isEqualTo(second.id());
        assertThat(store.activate(site, first.id())).isTrue();
        elsewhere.refresh();
        assertThat(served(elsewhere)).isEqualTo(first.id());
    }

    @Test
    void aScoreCardComesBackAsItWasWritten() throws SQLException {
        tastes(60);
        ScoreCard card = build().scoreCard();
        assertThat(card.candidates()).hasSize(1);
        ScoreCard.Score score = card.candidates().getFirst();
        assertThat(score.interval().ndcgAt10().low())
                .isLessThanOrEqualTo(score.ndcgAt10())
                .isPositive();
        assertThat(score.hitRateAt10()).isPositive();
        assertThat(card.repeats().name()).isEqualTo("repeats");
        assertThat(card.returns()).isBetween(0.0, 1.0);
    }

    /** As the first release wrote it. */
    @Test
    void aScoreCardOfAFormerReleaseIsRead() throws SQLException {
        tastes(30);
        Build build = build();
        build(); // so that the one with the changed card is not loaded
        database.execute(
                """
                UPDATE model_build SET score_card = '{"baseline":{"name":"popularity","ndcgAt10":0.1,"recallAt20":0.2,
                    "coverage":0.3,"seconds":0.0},"candidates":[{"name":"cosine","ndcgAt10":0.4,"recallAt20":0.5,
                    "coverage":0.6,"seconds":0.7}],"testVisitors":30,"neighborRows":1,"popularityRows":2,"checksum":3,
                    "storedEvents":4}'
                WHERE build_id = %d
                """
                        .formatted(build.id()));
        ScoreCard card = log.find(site, build.id()).orElseThrow().scoreCard();
        assertThat(card.storedEvents()).isEqualTo(4);
        assertThat(card.repeats()).isNull();
        assertThat(card.returns()).isNull();
        assertThat(card.candidates())
                .containsExactly(
                        new ScoreCard.Score(
                                "cosine", 0.4, 0.5, 0.6, 0.7, null, null, null, null, null));
    }

    @Test
    void anotherSitesVersionCannotBeActivatedOrSeen() throws SQLException {
        tastes(30);
        Build build = build();
        SiteId other = database.newSite("models-other-" + sites);
        assertThat(store.activate(other, build.id())).isFalse();
        assertThat(log.find(other, build.id())).isEmpty();
    }

    @Test
    void oldVersionsAreDeletedButNeverTheServedOne() throws SQLException {
        tastes(30);
        Build first = build();
        build();
        store.activate(site, first.id());
        Build third = build();
        Build fourth = build();
        assertThat(store.activate(site, third.id())).isTrue();
        assertThat(store.activate(site, first.id())).isFalse();
        assertThat(rows(first.id())).isZero();
        assertThat(rows(fourth.id())).isPositive();
    }

    @Test
    void nothingToLearnFromIsASuccessWithAReason() {
        Build build = build();
        assertThat(build.state()).isEqualTo(Build.State.SUCCEEDED);
        assertThat(build.reason()).contains("nothing to learn from");
        assertThat(build.chosen()).isEqualTo("popularity");
        ModelRegistry elsewhere = new ModelRegistry(store, Clock.systemUTC());
        elsewhere.refresh();
        assertThat(elsewhere.of(site).orElseThrow().popularity().size()).isZero();
    }

    @Test
    void aSecondCallWhileOneRunsAnswersTheRunningOne() {
        CountDownLatch go = new CountDownLatch(1);
        try (ModelBuilds slow =
                builds(each -> {
                    awaitQuietly(go);
                    return new TrainingData.Collector(10).collect();
                })) {
            Build running = slow.start(site, "request");
            assertThat(slow.start(site, "request").id()).isEqualTo(running.id());
            assertThat(builds.start(site, "schedule").id()).isEqualTo(running.id());
            go.countDown();
            finished(running.id());
        }
    }

    @Test
    void aBuildOfADeadProcessGivesWayToTheNext() {
        Instant longAgo = Instant.now().minusSeconds(120);
        Build dead = log.open(site, "request", longAgo, Instant.EPOCH).build();
        Build next = builds.start(site, "request");
        assertThat(next.id()).isNotEqualTo(dead.id());
        assertThat(finished(next.id()).state()).isEqualTo(Build.State.SUCCEEDED);
        assertThat(log.find(site, dead.id()).orElseThrow().state()).isEqualTo(Build.State.FAILED);
        assertThat(log.note(dead)).isFalse();
    }

    @Test
    void aFailedBuildSaysSoAndLeavesTheFormerModel() throws SQLException {
        tastes(30);
        Build good = build();
        try (ModelBuilds failing =
                builds(each -> {
                    throw new IllegalStateException("no data today");
                })) {
            Build bad = finished(failing.start(site, "request").id());
            assertThat(bad.state()).isEqualTo(Build.State.FAILED);
            assertThat(bad.reason()).isNotBlank();
        }
        assertThat(store.current()).containsEntry(site, good.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM item_neighbor WHERE version = %d AND rank = 1",
                "UPDATE item_neighbor SET score = score * 1.5 WHERE version = %d AND rank = 1",
                "DELETE FROM item_popularity WHERE version = %d AND rank = 2",
                "UPDATE item_popularity SET score = score + 1 WHERE version = %d AND rank = 1"
            })
    void ofAVersionThatIsNotWholeTheFormerIsServedAlsoAfterAStart(String damage)
            throws SQLException {
        tastes(30);
        Build first = build();
        Build second = build();
        database.execute(damage.formatted(second.id()));
        ModelRegistry elsewhere = new ModelRegistry(store, Clock.systemUTC());
        elsewhere.refresh();
        assertThat(served(elsewhere)).isEqualTo(first.id());
        assertThat(elsewhere.refusedModels()).isPositive();
    }

    @Test
    void aLinkMakesOneVisitorOfTwoIdsBackwards() throws SQLException {
        did("anonymous-1", false, "a", "view", 1);
        did("user-1", true, "b", "view", 2);
        assertThat(reader.read(site).visitors()).isEqualTo(2);
        database.execute(
                "INSERT INTO identity VALUES (%d, 'anonymous-1', 'user-1', now())"
                        .formatted(site.value()));
        TrainingData merged = reader.read(site);
        assertThat(merged.visitors()).isEqualTo(1);
        assertThat(merged.entries()).isEqualTo(2);

        HistoryReader histories = new JdbcHistoryReader(jdbc, (_, id) -> id);
        assertThat(histories.read(site, "user-1", 10).deeds())
                .extracting(deed -> deed.itemId())
                .containsExactly("b", "a");
        assertThat(histories.read(site, "anonymous-1", 10).deeds()).hasSize(2);
        ProfileReader.Person person =
                new JdbcProfileReader(jdbc).find(site, "anonymous-1").orElseThrow();
        assertThat(person.userId()).isEqualTo("user-1");
        assertThat(person.anonymousIds()).containsExactly("anonymous-1");
        assertThat(person.events()).containsEntry("view", 2L);
    }

    @Test
    void aUserAndAnAnonymousVisitorOfOneNameDiffer() throws SQLException {
        did("x", true, "of-the-user", "view", 1);
        did("x", false, "of-the-visitor", "view", 2);
        assertThat(new JdbcHistoryReader(jdbc, (_, id) -> id).read(site, "x", 10).deeds())
                .extracting(deed -> deed.itemId())
                .containsExactly("of-the-user");
        assertThat(reader.read(site).visitors()).isEqualTo(2);
    }

    @Test
    void nobodyHasNoProfile() {
        assertThat(new JdbcProfileReader(jdbc).find(site, "nobody")).isEmpty();
    }

    @Test
    void popularCountsAVisitorOnceAndTrendingComparesWithBefore() throws SQLException {
        for (int v = 0; v < 3; v++) {
            did("v" + v, true, "steady", "view", 1000 + v);
        }
        for (int n = 0; n < 10; n++) {
            did("fan", true, "loved-by-one", "view", 2000 + n);
        }
        int day = 86_400;
        for (int v = 0; v < 4; v++) {
            did("v" + v, true, "steady", "view", 5 * day + v);
            did("v" + v, true, "new", "view", 5 * day + 10 + v);
        }
        JdbcTrendReader trends = new JdbcTrendReader(jdbc, TypeWeights.DEFAULTS);
        Instant newest = trends.newest(site).orElseThrow();
        assertThat(newest).isEqualTo(START.plusSeconds(5 * day + 13));
        PopularityModel popular = trends.popular(site, newest, Duration.ofDays(30), 10);
        assertThat(popular.items()).containsExactly("new", "steady", "loved-by-one");
        assertThat(popular.scores()[2]).isEqualTo(1);
        assertThat(trends.popular(site, newest, Duration.ofHours(1), 10).items())
                .containsExactly("new", "steady");
        assertThat(trends.trending(site, newest, Duration.ofDays(1), 10).items().getFirst())
                .isEqualTo("new");
        assertThat(trends.popular(site, Instant.now(), Duration.ofDays(30), 10).size()).isZero();
    }

    private static final Instant START = Instant.parse("2016-01-01T00:00:00Z");
    private static int keys;

    private void did(String visitor, boolean known, String item, String type, int second)
            throws SQLException {
        Instant at = START.plusSeconds(second);
        String key = new java.util.UUID(at.toEpochMilli() << 16, ++keys).toString();
        database.execute(
                """
                INSERT INTO event (event_key, site_id, event_id, type, visitor, known, occurred_at, received_at, payload)
                VALUES ('%1$s', %2$d, '%1$s', '%3$s', '%4$s', %5$s, '%6$s', '%6$s', '{}');
                INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                VALUES ('%1$s', 0, %2$d, '%4$s', %5$s, '%7$s', '%3$s', '%6$s')
                """
                        .formatted(key, site.value(), type, visitor, known, at, item));
    }

    /** Visitors of three tastes, eight items each. */
    private void tastes(int visitors) throws SQLException {
        database.execute(
                """
                INSERT INTO interaction (event_key, position, site_id, visitor, known, item_id, type, occurred_at)
                SELECT gen_random_uuid(), 0, %d, 'v' || v, true, 't' || v %% 3 || '-' || (v * 5 + n * 3) %% 8, 'view',
                       timestamptz '2016-01-01 00:00Z' + make_interval(hours => n)
                FROM generate_series(1, %d) v, generate_series(1, 12) n
                """
                        .formatted(site.value(), visitors));
    }

    private long rows(long version) throws SQLException {
        return database.number(
                "SELECT (SELECT count(*) FROM item_neighbor WHERE version = %1$d) + (SELECT count(*) FROM item_popularity WHERE version = %1$d)"
                        .formatted(version));
    }

    private Build build() {
        return finished(builds.start(site, "request").id());
    }

    private Build finished(long id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> log.find(site, id).orElseThrow(),
                        each -> each.state() != Build.State.RUNNING);
    }

    private long served(ModelRegistry of) {
        return await().atMost(PATIENCE)
                .until(() -> of.of(site), java.util.Optional::isPresent)
                .orElseThrow()
                .version();
    }

    private static void awaitQuietly(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
