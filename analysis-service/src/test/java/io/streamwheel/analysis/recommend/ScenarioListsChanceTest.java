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
import io.streamwheel.analysis.model.itemitem.ItemDictionary;
import io.streamwheel.analysis.model.itemitem.ItemItemModel;
import io.streamwheel.analysis.model.itemitem.ItemItemScorer;
import io.streamwheel.analysis.model.itemitem.Neighborhood;
import io.streamwheel.analysis.model.popularity.PopularityModel;
import io.streamwheel.analysis.recommend.Answer.Because;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What holds of every list, whatever catalogue, history, model and rules there are. */
class ScenarioListsChanceTest {

    private static final SiteId SITE = new SiteId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final List<String> CATEGORIES = List.of("camping", "books", "garden");

    @Test
    void noListBreaksAPromise() {
        Tries.check(chance -> {
            try (Shop shop = new Shop(chance)) {
                Scenario scenario = shop.scenario(chance);
                int n = chance.between(1, 20);
                Set<String> excluded = chance.oneIn(4) ? Set.of("i0", "i1") : Set.of();
                Set<String> categories = chance.oneIn(4) ? Set.of("camping") : Set.of();
                ListQuery query = new ListQuery(SITE, n, categories, excluded, false, scenario);
                Exclude exclude = chance.oneOf(Exclude.NONE, Exclude.PURCHASED, Exclude.SEEN);
                Answer answer = shop.recommender.personal(query, "ann", exclude);
                shop.check(answer, query, exclude, true);
                assertThat(shop.recommender.personal(query, "ann", exclude).items())
                        .as("asked again")
                        .isEqualTo(answer.items());
                shop.check(shop.recommender.popular(query, null), query, Exclude.NONE, false);
                shop.recommender
                        .similar(query, "i0")
                        .ifPresent(similar -> {
                            shop.check(similar, query, Exclude.NONE, false);
                            assertThat(ids(similar)).doesNotContain("i0");
                        });
            }
        });
    }

    @Test
    void aRankingHasTheSameItemsOnce() {
        Tries.check(chance -> {
            try (Shop shop = new Shop(chance)) {
                Set<String> asked = new HashSet<>();
                for (int i = chance.below(15); i > 0; i--) {
                    asked.add("i" + chance.below(30));
                }
                ListQuery query =
                        new ListQuery(SITE, 100, Set.of(), Set.of(), false, shop.scenario(chance));
                Answer answer = shop.recommender.ranking(query, "ann", List.copyOf(asked));
                assertThat(ids(answer)).containsExactlyInAnyOrderElementsOf(asked);
            }
        });
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(Suggestion::itemId).toList();
    }

    /** A made-up site. */
    private static final class Shop implements AutoCloseable {

        private final Map<String, Item> items = new HashMap<>();
        private final List<Deed> deeds = new ArrayList<>();
        private final Set<String> interacted = new HashSet<>();
        private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
        private final Recommender recommender;
        private List<Map<String, Object>> rules = List.of();
        private Map<String, Object> said = Map.of();

        Shop(Chance chance) {
            Catalogue catalogue = new Catalogue(new NoItems());
            int count = chance.below(25);
            for (int i = 0; i < count; i++) {
                Item item = item(chance, "i" + i);
                items.put(item.itemId(), item);
                catalogue.take(SITE, item);
            }
            Contents contents = new Contents(catalogue);
            contents.refresh();
            for (int i = chance.below(6); i > 0; i--) {
                deeds.add(
                        new Deed(
                                "i" + chance.below(30),
                                chance.oneOf("view", "purchase", "dislike", "cart"),
                                null,
                                NOW));
            }
            TestModelStore models = new TestModelStore();
            ModelRegistry registry = new ModelRegistry(models, Clock.systemUTC());
            if (!chance.oneIn(4)) {
                models.serve(SITE, model(chance, count / 2));
                registry.refresh();
            }
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            VisitorHistory.Rules history =
                    new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10);
            recommender =
                    new Recommender(
                            registry,
                            catalogue,
                            contents,
                            new VisitorHistories(
                                    (site, id, limit) ->
                                            new HistoryReader.Past(
                                                    new Person(id, true), List.of(id), deeds),
                                    history,
                                    patience,
                                    100,
                                    Duration.ofHours(1),
                                    10),
                            new PopularLists(
                                    new NoTrends(), registry, patience, Duration.ofHours(1), clock),
                            TestSessions.none(),
                            clock);
        }

        private static Item item(Chance chance, String id) {
            Instant made = chance.oneIn(3) ? NOW.minus(Duration.ofDays(2)) : Instant.EPOCH;
            return new Item(
                    id,
                    chance.oneOf("Tent", "Gas stove", "A tent and a stove", ""),
                    chance.oneIn(4) ? List.of() : List.of(chance.oneOf(CATEGORIES)),
                    null,
                    null,
                    null,
                    null,
                    !chance.oneIn(8),
                    null,
                    chance.oneIn(8) ? NOW : null,
                    chance.oneIn(8),
                    chance.oneOf("{}", "{\"brand\":\"Acme\"}", "{\"brand\":\"Bolt\"}"),
                    false,
                    NOW,
                    made);
        }

        private ServedModel model(Chance chance, int known) {
            List<String> ids = new ArrayList<>();
            List<Neighborhood> rows = new ArrayList<>();
            float[] popularity = new float[known];
            for (int i = 0; i < known; i++) {
                ids.add("i" + i);
                popularity[i] = known + 50 - i;
                interacted.add("i" + i);
                int size = chance.below(Math.min(4, known));
                int[] neighbors = new int[size];
                float[] scores = new float[size];
                for (int k = 0; k < size; k++) {
                    neighbors[k] = (i + k + 1) % known;
                    scores[k] = 1f / (k + 1);
                }
                rows.add(new Neighborhood(neighbors, scores));
            }
            return new ServedModel(
                    1,
                    "cosine",
                    NOW,
                    new ItemItemScorer(ItemItemModel.of("cosine", new ItemDictionary(ids), rows)),
                    new PopularityModel(ids, popularity));
        }

        Scenario scenario(Chance chance) {
            said = new HashMap<>();
            rules = new ArrayList<>();
            for (int i = chance.below(5); i > 0; i--) {
                Map<String, Object> rule = new HashMap<>();
                if (chance.oneIn(3)) {
                    rule.put("field", "item");
                    rule.put("values", List.of("i" + (5 * i + chance.below(5))));
                    rule.put("pin", i + chance.below(2) * 10);
                } else {
                    rule.put("field", chance.oneOf("category", "properties.brand"));
                    rule.put("values", List.of(chance.oneOf("camping", "Acme", "books")));
                    rule.put("bias", chance.oneOf(2, 0.1, 0, -1));
                }
                rules.add(rule);
            }
            said.put("rules", rules);
            said.put("diversity", Map.of("lambda", chance.oneOf(1, 0.5, 0)));
            said.put("exploration", Map.of("share", chance.oneOf(0, 0.2, 0.5)));
            if (chance.oneIn(3)) {
                said.put("maxPerCategory", chance.between(1, 3));
            }
            said.put("relax", chance.oneIn(2));
            ScenarioSettings settings =
                    ScenarioParser.parse(JsonMapper.shared().valueToTree(said)).settings();
            assertThat(settings).isNotNull();
            return Scenario.of("home", 1, settings);
        }

        void check(Answer answer, ListQuery query, Exclude exclude, boolean personal) {
            List<String> ids = ids(answer);
            assertThat(ids).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(query.n());
            VisitorHistory history =
                    new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10)
                            .weigh(deeds);
            VisitorHistory looked = personal ? history : VisitorHistory.EMPTY;
            Set<String> may = may(ids, query, looked, exclude, true);
            if (may.isEmpty() && answer.fallback() && query.scenario().settings().relax()) {
                may = may(ids, query, looked, exclude, false);
            }
            assertThat(may).as("what may be shown by %s", said).containsAll(ids);
            if (ids.isEmpty()) {
                assertThat(answer.reason()).isNotNull();
                may.remove("i0"); // similar to it
                assertThat(may).as("what could be shown by %s", said).isEmpty();
            }
            for (Suggestion each : answer.items()) {
                for (Because because : each.because()) {
                    assertThat(deeds).extracting(Deed::itemId).contains(because.itemId());
                    assertThat(history.isForbidden(because.itemId())).isFalse();
                }
            }
            checkPins(ids, query, may);
            if (personal) {
                checkExploration(ids, query, may);
            }
            checkCategories(answer, query);
        }

        private Set<String> may(
                List<String> ids,
                ListQuery query,
                VisitorHistory history,
                Exclude exclude,
                boolean withMusts) {
            Set<String> may = new HashSet<>(items.keySet());
            may.addAll(ids);
            may.removeIf(id -> !mayBeShown(id, query, history, exclude, withMusts));
            return may;
        }

        /** Each rule by itself, from what was said. */
        private boolean mayBeShown(
                String id,
                ListQuery query,
                VisitorHistory history,
                Exclude exclude,
                boolean withMusts) {
            @Nullable Item item = items.get(id);
            if ((item != null && !item.servable(NOW))
                    || query.excludeItems().contains(id)
                    || history.isForbidden(id)
                    || (exclude == Exclude.SEEN && history.hasSeen(id))
                    || (exclude == Exclude.PURCHASED && history.hasPurchased(id))) {
                return false;
            }
            List<String> categories = item == null ? List.of() : item.categories();
            if (!query.categories().isEmpty()
                    && categories.stream().noneMatch(query.categories()::contains)) {
                return false;
            }
            for (Map<String, Object> rule : rules) {
                String value = (String) ((List<?>) rule.get("values")).getFirst();
                boolean named =
                        rule.get("field").equals("category")
                                ? categories.contains(value)
                                : item != null
                                        && String.valueOf(item.properties())
                                                .contains("\"" + value + "\"");
                if (rule.containsKey("bias")) {
                    double bias = ((Number) rule.get("bias")).doubleValue();
                    if ((bias == 0 && named) || (bias == -1 && withMusts && !named)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void checkPins(List<String> ids, ListQuery query, Set<String> may) {
            for (Map<String, Object> rule : rules) {
                if (rule.containsKey("pin")) {
                    String id = (String) ((List<?>) rule.get("values")).getFirst();
                    int rank = (int) rule.get("pin");
                    if (may.contains(id) && rank <= ids.size() && ids.size() == query.n()) {
                        boolean itself = !ids.contains(id) && id.equals("i0");
                        assertThat(itself || ids.get(rank - 1).equals(id))
                                .as("pin of %s at %s in %s", id, rank, ids)
                                .isTrue();
                    }
                }
            }
        }

        private void checkExploration(List<String> ids, ListQuery query, Set<String> may) {
            double share = query.scenario().settings().exploration().share();
            if (share == 0) {
                return;
            }
            Set<String> pinned = new HashSet<>(query.scenario().rules().pins().values());
            long fresh = ids.stream().filter(id -> isNew(id) && !pinned.contains(id)).count();
            long others = may.stream().filter(id -> !isNew(id)).count();
            int places = (int) (share * query.n() + 1e-9);
            if (query.scenario().settings().maxPerCategory() == 0 && others >= query.n()) {
                assertThat(fresh).as("new ones of %s", ids).isLessThanOrEqualTo(places);
            }
        }

        private boolean isNew(String id) {
            Item item = items.get(id);
            return item != null
                    && item.createdAt().isAfter(Instant.EPOCH)
                    && !interacted.contains(id);
        }

        private void checkCategories(Answer answer, ListQuery query) {
            int most = query.scenario().settings().maxPerCategory();
            boolean hasOthers =
                    !query.scenario().rules().pins().isEmpty()
                            || query.scenario().settings().exploration().share() > 0;
            if (most == 0 || hasOthers) {
                return;
            }
            Map<String, Integer> counts = new HashMap<>();
            for (Suggestion each : answer.items()) {
                if (each.item() != null) {
                    each.item().categories().forEach(c -> counts.merge(c, 1, Integer::sum));
                }
            }
            assertThat(counts.values()).allMatch(count -> count <= most);
        }

        @Override
        public void close() {
            patience.close();
        }
    }
}
