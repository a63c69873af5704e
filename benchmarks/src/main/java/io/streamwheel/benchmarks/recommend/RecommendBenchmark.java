package io.streamwheel.benchmarks.recommend;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.PopularLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.TrendReader;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.session.SessionIndexes;
import io.streamwheel.analysis.session.SessionReader;
import io.streamwheel.analysis.session.SessionSettings;
import io.streamwheel.analysis.session.Sessions;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/**
 * A personal list of ten at 3,700 items with 200 neighbors each, for a visitor with a history of 50
 * items: without a scenario, with rules, and with all that a scenario can want.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RecommendBenchmark {

    private static final SessionSettings SESSIONS =
            new SessionSettings(
                    Duration.ofMinutes(30), 1_000, 10_000, 50, 100, Duration.ofMinutes(1));
    private static final int ITEMS = 3_700;
    private static final int NEIGHBORS = 200;
    private static final int HISTORY = 50;
    private static final SiteId SITE = new SiteId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private static final String RULES =
            """
            "rules": [{"field": "category", "values": ["c1", "c2"], "bias": 2},
                      {"field": "properties.brand", "values": ["b3"], "bias": 0.5},
                      {"field": "category", "values": ["c4"], "bias": 0},
                      {"field": "item", "values": ["i17"], "pin": 2}]
            """;

    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private final Recommender recommender;
    private final ListQuery plain = new ListQuery(SITE, 10, Set.of(), Set.of(), false);
    private final ListQuery ruled = query("{" + RULES + "}");
    private final ListQuery everything =
            query(
                    "{"
                            + RULES
                            + """
                            , "diversity": {"lambda": 0.7}, "exploration": {"share": 0.2}, "maxPerCategory": 3}
                            """);

    public RecommendBenchmark() {
        SplittableRandom random = new SplittableRandom(1);
        Catalogue catalogue = new Catalogue(new Nothing());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            ids.add("i" + i);
            catalogue.take(SITE, item(i));
        }
        Contents contents = new Contents(catalogue);
        contents.refresh();
        ModelRegistry models =
                new ModelRegistry(new OneModel(model(ids, random)), Clock.systemUTC());
        models.refresh();
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < HISTORY; i++) {
            deeds.add(new Deed("i" + random.nextInt(ITEMS), "view", null, NOW));
        }
        recommender =
                new Recommender(
                        models,
                        catalogue,
                        contents,
                        new VisitorHistories(
                                (site, id, limit) ->
                                        new HistoryReader.Past(
                                                new Person(id, true), List.of(id), deeds),
                                new VisitorHistory.Rules(
                                        TypeWeights.DEFAULTS, Duration.ofDays(365), 500, 10),
                                patience,
                                5_000,
                                Duration.ofDays(1),
                                100),
                        new PopularLists(
                                new Nothing(),
                                models,
                                patience,
                                Duration.ofDays(1),
                                Clock.systemUTC()),
                        new SessionIndexes(new NoSessions(), SESSIONS, Clock.systemUTC()),
                        Clock.systemUTC());
    }

    private static Item item(int i) {
        return new Item(
                "i" + i,
                "Thing " + i % 97 + " of " + i % 31,
                List.of("c" + i % 30),
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                false,
                "{\"brand\":\"b" + i % 20 + "\"}",
                false,
                NOW);
    }

    private static ServedModel model(List<String> ids, SplittableRandom random) {
        List<Neighborhood> rows = new ArrayList<>();
        float[] popularity = new float[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            int[] neighbors = random.ints(0, ITEMS).distinct().limit(NEIGHBORS).toArray();
            float[] scores = new float[NEIGHBORS];
            for (int k = 0; k < NEIGHBORS; k++) {
                scores[k] = 1f / (k + 2);
            }
            rows.add(new Neighborhood(neighbors, scores));
            popularity[i] = ITEMS - i;
        }
        return new ServedModel(
                1,
                "cosine",
                NOW,
                new ItemItemScorer(ItemItemModel.of("cosine", new ItemDictionary(ids), rows)),
                new PopularityModel(ids, popularity));
    }

    private static ListQuery query(String scenario) {
        ScenarioSettings settings =
                ScenarioParser.parse(JsonMapper.shared().readTree(scenario)).settings();
        return new ListQuery(
                SITE,
                10,
                Set.of(),
                Set.of(),
                false,
                Scenario.of("home", 1, Objects.requireNonNull(settings)));
    }

    @Benchmark
    public Answer plain() {
        return recommender.personal(plain, "u1", Exclude.SEEN);
    }

    @Benchmark
    public Answer ruled() {
        return recommender.personal(ruled, "u1", Exclude.SEEN);
    }

    @Benchmark
    public Answer everything() {
        return recommender.personal(everything, "u1", Exclude.SEEN);
    }

    @TearDown
    public void close() {
        patience.close();
    }

    /** A store without anything. */
    private static final class NoSessions implements SessionReader {

        @Override
        public Map<SiteId, Long> storedEvents() {
            return Map.of();
        }

        @Override
        public Sessions read(SiteId site) {
            return Sessions.NONE;
        }
    }

    private static final class Nothing implements ItemReader, TrendReader {

        @Override
        public Optional<Item> find(SiteId site, String itemId) {
            return Optional.empty();
        }

        @Override
        public List<Item> page(SiteId site, String query, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public void changedSince(Instant from, BiConsumer<SiteId, Item> each) {}

        @Override
        public Optional<Instant> newest(SiteId site) {
            return Optional.empty();
        }

        @Override
        public PopularityModel popular(SiteId site, Instant until, Duration window, int limit) {
            return PopularityModel.EMPTY;
        }

        @Override
        public PopularityModel trending(SiteId site, Instant until, Duration window, int limit) {
            return PopularityModel.EMPTY;
        }
    }

    /** The one version that there is. */
    private record OneModel(ServedModel model) implements ModelStore {

        @Override
        public boolean publish(Build finished, ServedModel other, int keptVersions) {
            return false;
        }

        @Override
        public Optional<ServedModel> load(SiteId site, long version) {
            return Optional.of(model);
        }

        @Override
        public List<Long> before(SiteId site, long version) {
            return List.of();
        }

        @Override
        public Map<SiteId, Long> current() {
            return Map.of(SITE, model.version());
        }

        @Override
        public boolean activate(SiteId site, long version) {
            return false;
        }
    }
}
