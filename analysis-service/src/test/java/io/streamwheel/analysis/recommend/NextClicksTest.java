package io.streamwheel.analysis.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.NoItems;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.model.TestModelStore;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.session.SessionIndexes;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The next click of a visitor about whom nothing is stored. */
class NextClicksTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final VisitorHistory.Rules RULES =
            new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10);

    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private final TestModelStore models = new TestModelStore();
    private final ModelRegistry registry = new ModelRegistry(models, CLOCK);
    private final Catalogue catalogue = new Catalogue(new NoItems());
    private final Recommender recommender =
            recommender(
                    TestSessions.of(
                            SITE,
                            List.of(
                                    List.of("novel", "atlas"),
                                    List.of("tent", "lamp", "stove"),
                                    List.of("tent", "tent", "stove"),
                                    List.of("lamp", "stove"))));

    @BeforeEach
    void servePopularity() {
        models.serve(
                SITE,
                new ServedModel(
                        models.nextVersion(),
                        "popularity",
                        NOW,
                        null,
                        new PopularityModel(
                                List.of("hit", "novel", "tent"), new float[] {9, 8, 7})));
        registry.refresh();
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    @Test
    void whatFollowedInOtherSessionsComesFirstAndTheListIsFilledUp() {
        Answer answer = session(6, Exclude.NONE, "tent");
        assertThat(answer.strategy()).isEqualTo(Strategy.SESSION);
        assertThat(answer.fallback()).isFalse();
        assertThat(answer.model()).isNotNull();
        assertThat(ids(answer)).startsWith("tent").endsWith("hit", "novel").hasSize(5);
        assertThat(answer.items())
                .extracting(Suggestion::score)
                .isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(session(2, Exclude.NONE, "tent").items()).hasSize(2);
    }

    @Test
    void eachNamesWhatOfTheSessionSpokeForIt() {
        Answer answer = session(10, Exclude.NONE, "tent", "lamp");
        Suggestion stove = named(answer, "stove");
        assertThat(stove.because()).hasSize(1);
        assertThat(stove.because().getFirst().itemId()).isEqualTo("lamp");
        assertThat(stove.because().getFirst().kind()).isEqualTo("viewed");
        ListQuery explained = new ListQuery(SITE, 10, Set.of(), Set.of(), true);
        Answer more = recommender.session(explained, clicked("tent", "lamp"), Exclude.NONE);
        assertThat(named(more, "stove").because())
                .extracting(Because::itemId)
                .containsExactly("lamp", "tent");
        assertThat(named(answer, "hit").because()).isEmpty();
    }

    @Test
    void seenItemsMayComeAgainUnlessTheyAreExcluded() {
        assertThat(ids(session(10, Exclude.NONE, "tent"))).contains("tent");
        assertThat(ids(session(10, Exclude.SEEN, "tent"))).doesNotContain("tent");
    }

    @Test
    void hiddenExcludedAndOtherCategoriesAreLeftOut() {
        describe("stove", "camping", false);
        describe("lamp", "camping", true);
        assertThat(ids(session(10, Exclude.NONE, "tent"))).contains("lamp").doesNotContain("stove");
        ListQuery noLamp = new ListQuery(SITE, 10, Set.of(), Set.of("lamp"), false);
        assertThat(ids(recommender.session(noLamp, clicked("tent"), Exclude.NONE)))
                .doesNotContain("lamp", "stove");
        ListQuery camping = new ListQuery(SITE, 10, Set.of("camping"), Set.of(), false);
        assertThat(ids(recommender.session(camping, clicked("tent"), Exclude.NONE)))
                .containsExactly("lamp");
    }

    @Test
    void anUnknownItemOrNoneGetsWhatIsPopular() {
        for (String[] clicks : new String[][] {{}, {"unheard-of"}}) {
            Answer answer = session(2, Exclude.NONE, clicks);
            assertThat(answer.strategy()).isEqualTo(Strategy.POPULAR);
            assertThat(answer.fallback()).isTrue();
            assertThat(ids(answer)).containsExactly("hit", "novel");
        }
    }

    @Test
    void anUnknownItemBesideAKnownOneIsPassedOver() {
        assertThat(session(10, Exclude.NONE, "tent", "unheard-of").strategy())
                .isEqualTo(Strategy.SESSION);
    }

    @Test
    void aSiteHearsNothingOfAnothersSessions() {
        ListQuery other = new ListQuery(new SiteId(2), 10, Set.of(), Set.of(), false);
        assertThat(recommender.session(other, clicked("tent"), Exclude.NONE).items()).isEmpty();
    }

    private Recommender recommender(SessionIndexes sessions) {
        VisitorHistories histories =
                new VisitorHistories(
                        (site, id, limit) ->
                                new HistoryReader.Past(
                                        new Person(id, true), List.of(id), List.of()),
                        RULES,
                        patience,
                        1000,
                        Duration.ofHours(1),
                        100);
        PopularLists popular =
                new PopularLists(new NoTrends(), registry, patience, Duration.ofSeconds(5), CLOCK);
        return new Recommender(
                registry, catalogue, new Contents(catalogue), histories, popular, sessions, CLOCK);
    }

    private Answer session(int n, Exclude exclude, String... clicks) {
        ListQuery query = new ListQuery(SITE, n, Set.of(), Set.of(), false);
        return recommender.session(query, clicked(clicks), exclude);
    }

    private static VisitorHistory clicked(String... items) {
        List<Deed> newestFirst = new ArrayList<>();
        for (String item : items) {
            newestFirst.addFirst(new Deed(item, "view", null, NOW));
        }
        return RULES.weighSession(newestFirst, NOW);
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(Suggestion::itemId).toList();
    }

    private static Suggestion named(Answer answer, String item) {
        return answer.items().stream()
                .filter(each -> each.itemId().equals(item))
                .findFirst()
                .orElseThrow();
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
}
