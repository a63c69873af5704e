package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.NoItems;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.interaction.SiteChange;
import io.streamwheel.analysis.interaction.Visitor;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.TestModelStore;
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.Exploration;
import io.streamwheel.analysis.scenario.Rule;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.TestScenarioStore;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecommenderTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private final Map<String, List<Deed>> stored = new HashMap<>();
    private boolean away;
    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private final TestModelStore models = new TestModelStore();
    private final ModelRegistry registry = new ModelRegistry(models, Clock.systemUTC());
    private final Catalogue catalogue = new Catalogue(new NoItems());
    private final VisitorHistories histories =
            new VisitorHistories(
                    this::read,
                    new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10),
                    patience,
                    1000,
                    Duration.ofHours(1),
                    100);
    private final Scenarios scenarios = new Scenarios(new TestScenarioStore());
    private final Recommender recommender =
            new Recommender(
                    registry,
                    catalogue,
                    new Contents(catalogue),
                    histories,
                    new PopularLists(
                            new NoTrends(),
                            registry,
                            patience,
                            Duration.ofSeconds(5),
                            Clock.fixed(NOW, ZoneOffset.UTC)),
                    TestSessions.none(),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void serveAModel() {
        ItemItemModel neighbors =
                ItemItemModel.of(
                        "cosine",
                        new ItemDictionary(List.of("tent", "stove", "lamp", "novel", "lonely")),
                        List.of(
                                row(new int[] {1, 2}, 0.9f, 0.4f),
                                row(new int[] {0, 2}, 0.9f, 0.5f),
                                row(new int[] {1, 0}, 0.5f, 0.4f),
                                Neighborhood.EMPTY,
                                Neighborhood.EMPTY));
        serve(new ItemItemScorer(neighbors));
        for (String each : List.of("tent", "stove", "lamp", "lonely")) {
            describe(each, "camping", true);
        }
        describe("novel", "books", true);
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    @Test
    void aTasteGivesAPersonalListFilledUpWithWhatIsPopular() {
        did("ann", "tent", "view");
        Answer answer = recommender.personal(query(10), "ann", Exclude.SEEN);
        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(answer.fallback()).isFalse();
        assertThat(ids(answer)).containsExactly("stove", "lamp", "novel", "lonely");
        assertThat(answer.items())
                .extracting(Suggestion::score)
                .isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    @Test
    void everyPersonalItemNamesWhatTheVisitorReallyDid() {
        did("ann", "tent", "purchase");
        did("ann", "lamp", "view");
        Answer answer = recommender.personal(query(10), "ann", Exclude.SEEN);
        List<Because> because = answer.items().getFirst().because();
        assertThat(because).hasSize(1);
        assertThat(because.getFirst().itemId()).isEqualTo("tent");
        assertThat(because.getFirst().kind()).isEqualTo("purchased");
        Answer explained =
                recommender.personal(
                        new ListQuery(SITE, 10, Set.of(), Set.of(), true), "ann", Exclude.SEEN);
        assertThat(explained.items().getFirst().because())
                .extracting(Because::itemId)
                .containsExactly("tent", "lamp");
        assertThat(answer.items().getLast().because()).isEmpty();
    }

    @Test
    void excludesWhatWasSeenOrBoughtOrNothing() {
        did("ann", "tent", "purchase");
        did("ann", "stove", "view");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.SEEN)))
                .doesNotContain("tent", "stove");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.PURCHASED)))
                .contains("stove")
                .doesNotContain("tent");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.NONE)))
                .contains("stove", "tent");
    }

    @Test
    void aDislikedItemIsGoneWhateverIsAskedFor() {
        did("ann", "tent", "view");
        did("ann", "stove", "dislike");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.NONE)))
                .doesNotContain("stove");
    }

    @Test
    void anUnknownUserGetsWhatIsPopular() {
        Answer answer = recommender.personal(query(2), "nobody", Exclude.SEEN);
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(answer.fallback()).isTrue();
        assertThat(ids(answer)).containsExactly("tent", "novel");
    }

    @Test
    void theNextAnswerAfterAStoredClickDiffers() {
        did("ann", "tent", "view");
        List<String> before = ids(recommender.personal(query(10), "ann", Exclude.SEEN));
        did("ann", "stove", "click");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.SEEN))).isEqualTo(before);
        store(new Visitor("ann", true), "stove", "click");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.SEEN)))
                .doesNotContain("stove")
                .isNotEqualTo(before);
    }

    @Test
    void aClickUnderTheAnonymousIdChangesTheUsersAnswerToo() {
        did("ann", "tent", "view");
        recommender.personal(query(10), "ann", Exclude.SEEN);
        did("ann", "stove", "click");
        store(new Visitor("ann-anonymous", false), "stove", "click");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.SEEN)))
                .doesNotContain("stove");
    }

    @Test
    void hiddenDeletedAndClosedItemsAreGoneFromTheNextAnswer() {
        describe("stove", "camping", false);
        did("ann", "tent", "view");
        assertThat(ids(recommender.personal(query(10), "ann", Exclude.SEEN)))
                .doesNotContain("stove");
        assertThat(ids(recommender.similar(query(10), "tent").orElseThrow()))
                .doesNotContain("stove");
        assertThat(ids(recommender.popular(query(10), null))).doesNotContain("stove");
    }

    @Test
    void keepsToCategoriesExcludedItemsAndTheLength() {
        did("ann", "tent", "view");
        ListQuery camping = new ListQuery(SITE, 10, Set.of("camping"), Set.of("stove"), false);
        assertThat(ids(recommender.personal(camping, "ann", Exclude.SEEN)))
                .containsExactly("lamp", "lonely");
        assertThat(recommender.personal(query(1), "ann", Exclude.SEEN).items()).hasSize(1);
    }

    @Test
    void anItemWithoutNeighborsFallsBackToItsCategory() {
        Answer answer = recommender.similar(query(2), "lonely").orElseThrow();
        assertThat(answer.fallback()).isTrue();
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(ids(answer)).containsExactly("tent", "stove").doesNotContain("lonely");
    }

    @Test
    void anUnknownItemHasNothingSimilar() {
        assertThat(recommender.similar(query(2), "unheard-of")).isEmpty();
    }

    @Test
    void whilePopularityIsServedAKnownVisitorGetsIt() {
        serve(null);
        did("ann", "tent", "view");
        Answer answer = recommender.personal(query(10), "ann", Exclude.SEEN);
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(ids(answer)).first().isEqualTo("novel");
    }

    @Test
    void anAnswerIsGivenWhileTheStoreIsAway() {
        away = true;
        Answer answer = recommender.personal(query(3), "ann", Exclude.SEEN);
        assertThat(answer.fallback()).isTrue();
        assertThat(answer.items()).hasSize(3);
        assertThat(recommender.trending(query(3), Duration.ofHours(1)).items()).hasSize(3);
    }

    @Test
    void withoutModelAndDeedsTheCatalogueIsShown() {
        Recommender fresh =
                new Recommender(
                        new ModelRegistry(new TestModelStore(), Clock.systemUTC()),
                        catalogue,
                        new Contents(catalogue),
                        histories,
                        new PopularLists(
                                new NoTrends(),
                                new ModelRegistry(new TestModelStore(), Clock.systemUTC()),
                                patience,
                                Duration.ofSeconds(5),
                                Clock.systemUTC()),
                        TestSessions.none(),
                        Clock.systemUTC());
        assertThat(fresh.personal(query(10), "ann", Exclude.SEEN).items()).hasSize(5);
    }

    @Test
    void nothingAtAllIsSaidInWords() {
        Answer answer =
                recommender.personal(
                        new ListQuery(new SiteId(2), 10, Set.of(), Set.of(), false),
                        "ann",
                        Exclude.SEEN);
        assertThat(answer.strategy()).isEqualTo(Strategy.NONE);
        assertThat(answer.reason()).isNotBlank();
    }

    @Test
    void ranksTheSameItemsByTaste() {
        did("ann", "tent", "view");
        Answer answer =
                recommender.ranking(query(100), "ann", List.of("novel", "lamp", "x", "stove"));
        assertThat(ids(answer)).containsExactly("stove", "lamp", "novel", "x");
    }

    private static ListQuery query(int n) {
        return new ListQuery(SITE, n, Set.of(), Set.of(), false);
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(Suggestion::itemId).toList();
    }

    private static Neighborhood row(int[] items, float... scores) {
        return new Neighborhood(items, scores);
    }

    private void serve(@Nullable ItemItemScorer scorer) {
        models.serve(
                SITE,
                new ServedModel(
                        models.nextVersion(),
                        scorer == null ? "popularity" : "cosine",
                        NOW,
                        scorer,
                        new PopularityModel(
                                List.of("tent", "novel", "stove", "lamp", "lonely"),
                                new float[] {9, 8, 7, 6, 5})));
        registry.refresh();
    }

    private void describe(String item, String category, boolean available) {
        catalogue.take(
                SITE,
                new Item(
                        item,
                        item,
                        List.of(category),
                        null,
                        null,
                        null,
                        null,
                        available,
                        null,
                        null,
                        false,
                        null,
                        false,
                        NOW));
    }

    private PersonalLists personalLists(double holdOut) {
        StoredLists made =
                (site, person) ->
                        person.id().equals("ann")
                                ? Optional.of(
                                        new StoredList(
                                                List.of("lamp", "tent"), List.of(0.9f, 0.5f)))
                                : Optional.empty();
        return new PersonalLists(
                recommender, histories, new HoldOut(holdOut), made, scenarios, patience);
    }

    @Test
    void whereThereIsNoModelWhatWasMadeBeforehandIsTheAnswer() {
        ListQuery query = new ListQuery(new SiteId(2), 10, Set.of(), Set.of("tent"), false);
        Answer answer = personalLists(0).list(query, "ann", Exclude.SEEN).answer();
        assertThat(ids(answer)).containsExactly("lamp");
        assertThat(answer.strategy()).isEqualTo(Strategy.PERSONAL);
        assertThat(answer.fallback()).isTrue();
        assertThat(personalLists(0).list(query, "bob", Exclude.SEEN).answer().strategy())
                .isEqualTo(Strategy.NONE);
    }

    @Test
    void whoIsHeldOutGetsWhatIsPopularWithoutWhatWasSeen() {
        did("ann", "tent", "view");
        Answer answer = personalLists(1).list(query(10), "ann", Exclude.SEEN).answer();
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(answer.fallback()).isFalse();
        assertThat(ids(answer)).isNotEmpty().doesNotContain("tent");
        assertThat(answer.items()).allMatch(each -> each.because().isEmpty());
        assertThat(personalLists(0).list(query(10), "ann", Exclude.SEEN).answer())
                .isEqualTo(recommender.personal(query(10), "ann", Exclude.SEEN));
    }

    private ListQuery home(SiteId site, Rule... rules) {
        store(site, "home", rules);
        return new ListQuery(site, 10, Set.of(), Set.of(), false, scenarios.of(site, "home"));
    }

    private void store(SiteId site, String name, Rule... rules) {
        scenarios.put(
                site,
                name,
                "{}",
                new ScenarioSettings(List.of(rules), 1, Exploration.NONE, 0, null, false),
                version -> true);
    }

    private static Rule bias(String item, float bias) {
        return new Rule(Rule.ITEM, List.of(item), bias, 0);
    }

    private static Rule pin(String item, int rank) {
        return new Rule(Rule.ITEM, List.of(item), 1, rank);
    }

    @Test
    void theRulesOfAScenarioHoldForThoseWhoAreHeldOut() {
        did("ann", "tent", "view");
        Rule camping = new Rule(Rule.CATEGORY, List.of("camping"), 0.5f, 0);
        ListQuery query = home(SITE, bias("stove", 0), pin("lonely", 1), camping);
        Answer answer = personalLists(1).list(query, "ann", Exclude.SEEN).answer();
        assertThat(ids(answer)).containsExactly("lonely", "novel", "lamp");
        assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(answer.fallback()).isFalse();
    }

    @Test
    void noPinLiftsWhatSomebodyWhoIsHeldOutDoesNotWant() {
        did("ann", "lamp", "dislike");
        ListQuery query = home(SITE, pin("lamp", 1));
        List<String> items = List.of("novel", "lamp");
        assertThat(ids(personalLists(1).ranking(query, "ann", items).answer()))
                .containsExactly("novel", "lamp");
        assertThat(ids(personalLists(1).ranking(query, "bob", items).answer()))
                .containsExactly("lamp", "novel");
    }

    @Test
    void whatWasMadeBeforehandIsWeighedOnceByTheRulesThatAreAskedFor() {
        SiteId site = new SiteId(2);
        ListQuery query = home(site, bias("tent", 4));
        assertThat(ids(personalLists(0).list(query, "ann", Exclude.SEEN).answer()))
                .containsExactly("tent", "lamp");
        store(site, "precomputed", bias("tent", 4));
        assertThat(ids(personalLists(0).list(query, "ann", Exclude.SEEN).answer()))
                .containsExactly("lamp", "tent");
    }

    private void did(String visitor, String item, String type) {
        stored.computeIfAbsent(visitor, v -> new ArrayList<>())
                .addFirst(new Deed(item, type, null, NOW));
    }

    private void store(Visitor visitor, String item, String type) {
        List<Deed> deeds = List.of(new Deed(item, type, null, NOW));
        histories.stored(new SiteChange(SITE, Map.of(visitor, deeds), Set.of(), 1, 1));
    }

    private HistoryReader.Past read(SiteId site, String id, int limit) {
        if (away) {
            throw new IllegalStateException("away");
        }
        List<Deed> deeds = site.equals(SITE) ? stored.getOrDefault(id, List.of()) : List.of();
        return new HistoryReader.Past(
                new Person(id, true), List.of(id, id + "-anonymous"), List.copyOf(deeds));
    }

    /** Counts nothing: the store is asked and has no interactions, or is away. */
    private final class NoTrends implements TrendReader {
        @Override
        public Optional<Instant> newest(SiteId site) {
            return Optional.empty();
        }

        @Override
        public PopularityModel popular(SiteId site, Instant until, Duration window, int limit) {
            return counted();
        }

        @Override
        public PopularityModel trending(SiteId site, Instant until, Duration window, int limit) {
            return counted();
        }

        private PopularityModel counted() {
            if (away) {
                throw new IllegalStateException("away");
            }
            return PopularityModel.EMPTY;
        }
    }
}
