package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.content.Contents;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.TestModelStore;
import io.streamwheel.analysis.recommend.NoTrends;
import io.streamwheel.analysis.recommend.Patience;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.PopularLists;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.ServedLists;
import io.streamwheel.analysis.recommend.StoredLists;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.TestScenarioStore;
import io.streamwheel.analysis.session.TestSessions;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.SiteId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.test.web.servlet.setup.StandaloneMockMvcBuilder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

class ListsOverHttpTest {

    private static final RecommendationIds IDS = new RecommendationIds(new byte[32]);
    private static final String SERVER_KEY = "sk_of_a_test";
    private static final String WRITE_KEY = "wk_of_a_test";
    private static final KeyHolder HOLDER = new KeyHolder(1, new SiteId(1), KeyKind.SERVER);
    private static final VisitorHistory.Rules RULES =
            new VisitorHistory.Rules(TypeWeights.DEFAULTS, Duration.ofDays(30), 100, 10);

    private final Items items = new Items();
    private final Catalogue catalogue = new Catalogue(items);
    private final ModelRegistry registry =
            new ModelRegistry(new TestModelStore(), Clock.systemUTC());
    private final Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
    private final VisitorHistories histories =
            new VisitorHistories(
                    (site, id, limit) ->
                            new HistoryReader.Past(new Person(id, false), List.of(), List.of()),
                    RULES,
                    patience,
                    100,
                    Duration.ofSeconds(1),
                    100);
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
                            Duration.ofSeconds(1),
                            Clock.systemUTC()),
                    TestSessions.none(),
                    Clock.systemUTC());
    private final Scenarios scenarios = new Scenarios(new TestScenarioStore());
    private final RecommendationsHandler lists =
            new RecommendationsHandler(
                    recommender,
                    scenarios,
                    new PersonalLists(
                            recommender,
                            histories,
                            new HoldOut(0),
                            StoredLists.NONE,
                            scenarios,
                            patience),
                    RULES,
                    new ListAnswers(Clock.systemUTC(), () -> 0.5, IDS, new ServedLists()),
                    Clock.systemUTC());
    private final MockMvc http =
            mvc().addFilters(new SecurityHeadersFilter()).alwaysDo(Description::check).build();
    private final AtomicInteger tookTheLongWay = new AtomicInteger();
    private final MockMvc shortened =
            mvc().addFilters(
                            new ShortWay(
                                    ListsOverHttpTest::holderOf,
                                    lists,
                                    Timer.builder("lists").register(new SimpleMeterRegistry())),
                            (request, response, chain) -> {
                                tookTheLongWay.incrementAndGet();
                                chain.doFilter(request, response);
                            })
                    .build();

    private StandaloneMockMvcBuilder mvc() {
        return MockMvcBuilders.standaloneSetup(
                        new ItemsHandler(items, items, catalogue),
                        new ScenariosHandler(scenarios),
                        lists)
                .setControllerAdvice(new ListProblemAdvice(), new ProblemAdvice())
                .setCustomArgumentResolvers(new OneSite())
                .defaultRequest(
                        get("/").header("Authorization", "Bearer " + SERVER_KEY)
                                .requestAttr(ServerKeyFilter.CALLER, HOLDER));
    }

    private static Optional<KeyHolder> holderOf(String key) {
        return switch (key) {
            case SERVER_KEY -> Optional.of(HOLDER);
            case WRITE_KEY -> Optional.of(new KeyHolder(2, new SiteId(1), KeyKind.WRITE));
            default -> Optional.empty();
        };
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    @Test
    void anItemIsPutShownHiddenFromListsAndDeletedUnderAnIdWithSlashes() throws Exception {
        http.perform(put("/v1/items/a/b").content("{\"title\":\"<script>\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.itemId").value("a/b"));
        http.perform(get(URI.create("/v1/items/a%2Fb")))
                .andExpect(jsonPath("$.title").value("<script>"));
        http.perform(get("/v1/items/popular"))
                .andExpect(jsonPath("$.items[0].itemId").value("a/b"));
        http.perform(put("/v1/items/a/b").content("{\"hidden\":true}"));
        http.perform(get("/v1/items/popular")).andExpect(jsonPath("$.items").isEmpty());
        http.perform(delete("/v1/items/a/b")).andExpect(status().isNoContent());
        http.perform(get("/v1/items/a/b")).andExpect(status().isNotFound());
    }

    @Test
    void everyItemOfABatchGetsItsVerdict() throws Exception {
        http.perform(
                        post("/v1/items")
                                .content("[{\"itemId\":\"p\"},{\"itemId\":\"q\",\"price\":\"x\"}]"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.accepted").value(1))
                .andExpect(jsonPath("$.rejected[0].index").value(1))
                .andExpect(jsonPath("$.rejected[0].errors[0].pointer").value("/price"));
        assertThat(items.stored).containsOnlyKeys("p");
    }

    @Test
    void aWrongBodyNamesItsParts() throws Exception {
        http.perform(put("/v1/items/p").content("{\"price\":\"x\",\"currency\":\"eur\"}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(header().string("Content-Type", "application/problem+json"))
                .andExpect(jsonPath("$.errors[0].pointer").value("/price"))
                .andExpect(jsonPath("$.errors[1].pointer").value("/currency"));
        assertThat(items.stored).isEmpty();
    }

    @Test
    void anUnknownUserGetsAnAnswerAndTheSameOneIsNotSentTwice() throws Exception {
        http.perform(put("/v1/items/p").content("{}"));
        String etag =
                http.perform(get("/v1/users/nobody/recommendations"))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.fallback").value(true))
                        .andExpect(jsonPath("$.lagSeconds").value(0.5))
                        .andReturn()
                        .getResponse()
                        .getHeader("ETag");
        http.perform(get("/v1/users/nobody/recommendations").header("If-None-Match", etag))
                .andExpect(status().isNotModified());
        http.perform(get("/v1/users/nobody/recommendations").header("If-None-Match", "\"\"W/x;,"))
                .andExpect(status().isOk());
        http.perform(put("/v1/items/p").content("{\"title\":\"new\"}"));
        http.perform(get("/v1/users/nobody/recommendations").header("If-None-Match", etag))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?n=1&explain=true", "?category=a&category=b"})
    void shortWaySaysWhatTheLongOneSays(String query) throws Exception {
        http.perform(put("/v1/items/tent").content("{\"title\":\"Tent\",\"price\":9.5}"));
        URI address = URI.create("/v1/users/an.na_~-1/recommendations" + query);
        MvcResult full = http.perform(get(address)).andReturn();
        MvcResult quick = shortened.perform(get(address).accept("*/*")).andReturn();
        assertThat(tookTheLongWay).hasValue(0);
        assertSame(quick.getResponse(), full.getResponse());

        String etag = full.getResponse().getHeader("ETag");
        full = http.perform(get(address).header("If-None-Match", etag)).andReturn();
        quick = shortened.perform(get(address).header("If-None-Match", etag)).andReturn();
        assertThat(tookTheLongWay).hasValue(0);
        assertThat(quick.getResponse().getStatus()).isEqualTo(304);
        assertSame(quick.getResponse(), full.getResponse());
    }

    private static void assertSame(MockHttpServletResponse quick, MockHttpServletResponse full)
            throws Exception {
        assertThat(quick.getStatus()).isEqualTo(full.getStatus());
        assertThat(quick.getContentType()).isEqualTo(full.getContentType());
        for (String name : List.of("ETag", "Cache-Control")) {
            assertThat(quick.getHeaders(name)).isEqualTo(full.getHeaders(name)).hasSize(1);
        }
        assertThat(timeless(quick)).isEqualTo(timeless(full));
    }

    private static String timeless(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString()
                .replaceAll("\"(recommendationId|asOf)\":\"[^\"]*\"", "\"$1\":\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/users/anna/recommendations?n=0",
                "/v1/users/anna/recommendations?n=1&n=2",
                "/v1/users/a%6Ena/recommendations",
                "/v1/users/a;b=c/recommendations",
                "/v1/users/../recommendations",
                "/v1/users//recommendations",
                "/v1/users/a%2Fb/recommendations",
                "/v1/users/anna/recommendations/"
            })
    void whatIsNotPlainGoesTheLongWay(String address) throws Exception {
        shortened.perform(get(URI.create(address)));
        assertThat(tookTheLongWay).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {WRITE_KEY, "sk_nobodys", ""})
    void onlyAServerKeyTakesTheShortWay(String key) throws Exception {
        shortened.perform(
                get("/v1/users/anna/recommendations").header("Authorization", "Bearer " + key));
        assertThat(tookTheLongWay).hasValue(1);
    }

    @Test
    void theShortWayTellsBrowsersNotToGuess() throws Exception {
        shortened
                .perform(get("/v1/users/anna/recommendations"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("Referrer-Policy", "no-referrer"))
                .andExpect(header().string("Cache-Control", "private, no-cache"));
        assertThat(tookTheLongWay).hasValue(0);
    }

    @Test
    void otherFormsOfAnswersAreTheLongWaysMatter() throws Exception {
        shortened
                .perform(get("/v1/users/anna/recommendations").accept("text/html"))
                .andExpect(status().isNotAcceptable());
    }

    @Test
    void aSessionIsAnsweredAndAWrongOneRefused() throws Exception {
        http.perform(
                        post("/v1/sessions/recommendations")
                                .content(
                                        "{\"events\":[{\"type\":\"view\",\"itemId\":\"p\"}],\"n\":2}"))
                .andExpect(status().isOk());
        http.perform(post("/v1/sessions/recommendations").content("{\"events\":\"p1\"}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].pointer").value("/events"));
        http.perform(post("/v1/sessions/recommendations").content("["))
                .andExpect(status().isBadRequest());
        http.perform(post("/v1/sessions/recommendations").content("[".repeat(50_000)))
                .andExpect(status().isBadRequest());
    }

    /** Items in memory. */
    private static final class Items implements ItemReader, ItemWriter {

        private final Map<String, Item> stored = new TreeMap<>();
        private long clock;

        @Override
        public Optional<Item> find(SiteId site, String itemId) {
            return Optional.ofNullable(stored.get(itemId));
        }

        @Override
        public List<Item> page(SiteId site, String query, @Nullable String after, int limit) {
            return stored.values().stream().limit(limit).toList();
        }

        @Override
        public void changedSince(Instant from, BiConsumer<SiteId, Item> each) {}

        @Override
        public List<Item> put(SiteId site, List<ItemEdit> edits) {
            return edits.stream().map(edit -> store(edit.item(), false)).toList();
        }

        @Override
        public Optional<Item> patch(SiteId site, ItemEdit edit) {
            return find(site, edit.item().itemId()).map(item -> store(edit.item(), false));
        }

        @Override
        public Optional<Item> delete(SiteId site, String itemId) {
            Optional<Item> gone = find(site, itemId).map(item -> store(item, true));
            stored.remove(itemId);
            return gone;
        }

        private Item store(Item item, boolean deleted) {
            Item now =
                    new Item(
                            item.itemId(),
                            item.title(),
                            item.categories(),
                            item.url(),
                            item.imageUrl(),
                            item.price(),
                            item.currency(),
                            item.available(),
                            item.availableFrom(),
                            item.availableUntil(),
                            item.hidden(),
                            item.properties(),
                            deleted,
                            Instant.ofEpochSecond(++clock));
            stored.put(item.itemId(), now);
            return now;
        }
    }

    @Test
    void theIdOfEachListCarriesTheScenarioThatWasAskedFor() throws Exception {
        String session = "{\"scenario\":\"Cart.v2\",\"events\":[]}";
        String ranking = "{\"scenario\":\"Cart.v2\",\"userId\":\"u\",\"itemIds\":[\"a\"]}";
        String asked = "?scenario=Cart.v2";
        http.perform(put("/v1/items/a").content("{}"));
        for (RequestBuilder each :
                List.of(
                        get("/v1/users/u/recommendations" + asked),
                        get("/v1/items/popular" + asked),
                        get("/v1/items/trending" + asked),
                        get("/v1/items/a/similar" + asked),
                        post("/v1/sessions/recommendations").content(session),
                        post("/v1/rankings").content(ranking))) {
            String body =
                    http.perform(each)
                            .andExpect(status().isOk())
                            .andExpect(jsonPath("$.scenario").value("Cart.v2"))
                            .andReturn()
                            .getResponse()
                            .getContentAsString();
            String id = JsonMapper.shared().readTree(body).path("recommendationId").stringValue();
            assertThat(IDS.read(new SiteId(1), id))
                    .hasValueSatisfying(
                            origin -> assertThat(origin.scenario()).isEqualTo("Cart.v2"));
        }
    }

    private static final class OneSite implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == SiteId.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return new SiteId(1);
        }
    }
}
