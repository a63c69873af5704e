package io.streamwheel.analysis.precompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.NoItems;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.TestFeedback;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.TestModelStore;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.NoTrends;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.PopularLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.StoredLists;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.TestScenarioStore;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrecomputationTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int PEOPLE = 250;

    private final TestModelStore models = new TestModelStore();
    private final ModelRegistry registry = new ModelRegistry(models, CLOCK);
    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private final Lists lists = new Lists();
    private final Precomputation precomputation = precomputation();

    private Precomputation precomputation() {
        Catalogue catalogue = new Catalogue(new NoItems());
        VisitorHistories histories =
                new VisitorHistories(
                        PrecomputationTest::read,
                        new VisitorHistory.Rules(
                                TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10),
                        patience,
                        1000,
                        Duration.ofHours(1),
                        1000);
        Recommender recommender =
                new Recommender(
                        registry,
                        catalogue,
                        new Contents(catalogue),
                        histories,
                        new PopularLists(
                                new NoTrends(), registry, patience, Duration.ofSeconds(5), CLOCK),
                        TestSessions.none(),
                        CLOCK);
        Scenarios scenarios = new Scenarios(new TestScenarioStore());
        return new Precomputation(
                registry,
                new PersonalLists(
                        recommender,
                        histories,
                        new HoldOut(0),
                        StoredLists.NONE,
                        scenarios,
                        patience),
                scenarios,
                TestFeedback.IDS,
                lists,
                new Precomputation.Settings(10, 1, Duration.ofMinutes(2)),
                CLOCK);
    }

    /** Everybody viewed a tent. */
    private static HistoryReader.Past read(SiteId site, String id, int limit) {
        return new HistoryReader.Past(
                new Person(id, true), List.of(id), List.of(new Deed("tent", "view", null, NOW)));
    }

    @BeforeEach
    void serveAModel() {
        ItemItemModel neighbors =
                ItemItemModel.of(
                        "cosine",
                        new ItemDictionary(List.of("tent", "stove")),
                        List.of(
                                new Neighborhood(new int[] {1}, new float[] {0.9f}),
                                new Neighborhood(new int[] {0}, new float[] {0.9f})));
        models.serve(
                SITE,
                new ServedModel(
                        1,
                        "cosine",
                        NOW,
                        new ItemItemScorer(neighbors),
                        new PopularityModel(List.of("tent", "stove"), new float[] {2, 1})));
        registry.refresh();
    }

    @AfterEach
    void stop() {
        patience.close();
        // Whatever becomes of a test, the next one begins without it.
        Thread.interrupted();
    }

    @Test
    void everybodyGetsAListAndThenAllAreShown() {
        precomputation.look();
        assertThat(lists.made).hasSize(PEOPLE);
        assertThat(lists.made.getFirst().list().items()).containsExactly("stove");
        assertThat(lists.done).containsExactly(100, 200, 250);
        assertThat(lists.published).isEqualTo(1);
    }

    @Test
    void anInterruptEndsItAndWhatIsHalfDoneIsNotShown() {
        lists.afterAdding = () -> Thread.currentThread().interrupt();
        precomputation.look();
        assertThat(Thread.interrupted()).as("whoever called is told").isTrue();
        assertThat(lists.done).containsExactly(100);
        assertThat(lists.published).isZero();

        lists.afterAdding = () -> {};
        precomputation.look();
        assertThat(lists.begun).as("whoever looks next begins anew").isEqualTo(2);
        assertThat(lists.published).isEqualTo(1);
    }

    @Test
    void whoIsInterruptedBeginsNothing() {
        Thread.currentThread().interrupt();
        precomputation.look();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lists.begun).isZero();
    }

    @Test
    void anotherModelEndsIt() {
        lists.afterAdding =
                () -> {
                    models.serve(
                            SITE,
                            new ServedModel(2, "popularity", NOW, null, PopularityModel.EMPTY));
                    registry.refresh();
                };
        precomputation.look();
        assertThat(lists.done).containsExactly(100);
        assertThat(lists.published).isZero();
    }

    /** One run is always due, of model 1. */
    private static final class Lists implements UserLists {

        private final List<UserList> made = new ArrayList<>();
        private final List<Integer> done = new ArrayList<>();
        private Runnable afterAdding = () -> {};
        private int begun;
        private int published;

        @Override
        public Map<SiteId, Long> due(Instant quietSince) {
            return Map.of(SITE, 1L);
        }

        @Override
        public Optional<Run> begin(SiteId site, long version, Instant quietSince) {
            begun++;
            List<Person> people =
                    IntStream.range(0, PEOPLE)
                            .mapToObj(each -> new Person("u" + each, true))
                            .toList();
            return Optional.of(new Run(site, begun, version, people));
        }

        @Override
        public boolean add(Run run, List<UserList> lists, int done) {
            made.addAll(lists);
            this.done.add(done);
            afterAdding.run();
            return true;
        }

        @Override
        public boolean publish(Run run) {
            published++;
            return true;
        }
    }
}
