package io.streamwheel.analysis.console.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.console.ConsoleBrowser;
import io.streamwheel.analysis.console.DemoSite;
import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The screen Models, as somebody uses it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITModelsScreen {

    @RegisterExtension
    static final ConsoleBrowser console =
            ConsoleBrowser.withData().with("streamwheel.analysis.recommendations.hold-out", 0.5);

    private static SiteId site() {
        return console.service().getBean(Sites.class).find(DemoSite.NAME).orElseThrow();
    }

    private static ServedModel served() {
        return console.service().getBean(ModelRegistry.class).of(site()).orElseThrow();
    }

    @Test
    @Order(1)
    void aBuildIsWatchedComparedAndTakenBack() throws Exception {
        ServedModel first = served();
        console.open("/console/models");
        console.awaitText("#served", first.name());
        console.awaitText("#served .why", "nDCG@10");
        console.awaitText("#card .scores", "popularity");
        console.awaitText("#card tr.served", "chosen");
        console.awaitText("#responses", "Nothing was reported of a list");
        console.click("#build-now");
        String second = String.valueOf(first.version() + 1);
        console.awaitText("#builds tbody tr:first-child td:first-child", second);
        console.awaitText("#builds tbody tr:first-child", "served");
        assertThat(served().version()).isEqualTo(first.version() + 1);
        console.screenshots("models");
        console.click("#card-" + second);
        console.awaitText("#card", "Version " + second);
        console.click("#serve-" + first.version());
        console.first("#serve-" + second);
        assertThat(served().version()).isEqualTo(first.version());
        console.awaitText("#builds tbody tr:nth-child(2)", "served");
        console.awaitText("#served div:nth-child(2) dd", String.valueOf(first.version()));
        console.awaitText("#card", "Version " + second);
    }

    @Test
    @Order(2)
    void whatCameOfTheListsIsDrawnByDayAndCompared() throws Exception {
        long clicks =
                new DemoResponses(
                                console.service().getBean(RecommendationIds.class),
                                console.service().getBean(HoldOut.class),
                                site())
                        .publish();
        long impressions = (long) DemoResponses.DAYS * DemoResponses.VISITORS * DemoResponses.ITEMS;
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() ->
                        sum(Totals::impressions) == impressions && sum(Totals::clicks) == clicks);

        console.open("/console/models");
        console.awaitText("#rates-chart .u-legend", "personal");
        console.awaitText("#rates-chart .u-legend", "holdout");
        Figures figures = console.service().getBean(Figures.class);
        for (Totals each : totals()) {
            console.awaitText(
                    "#responses .scroll",
                    "%s %s %s %s %s"
                            .formatted(
                                    each.scenario(),
                                    each.group(),
                                    figures.count(each.impressions()),
                                    figures.count(each.clicks()),
                                    figures.percent(each.rate())));
        }
        console.awaitText("#responses", "higher");
        console.screenshots("models-responses");
        Map<String, List<Double>> rates = rates();
        assertThat(rates.get("personal")).hasSize(30).filteredOn(Objects::nonNull).hasSize(14);
        assertThat(rates.get("personal").subList(16, 30)).allMatch(rate -> rate == 40);
        assertThat(rates.get("holdout").subList(16, 30)).allMatch(rate -> rate < 15);
        assertThat(rates.get("none")).containsOnlyNulls();

        console.click("#scenario option[value='cart']");
        await().atMost(ConsoleBrowser.PATIENCE)
                .until(() -> !console.first("#responses").getText().contains("home personal"));
        console.awaitText("#responses .scroll", "cart personal");
        console.awaitText("#rates-chart .u-legend", "holdout");
    }

    private static List<Totals> totals() {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        return Totals.of(
                console.service()
                        .getBean(MetricsReader.class)
                        .rows(
                                new MetricsReader.Question(
                                        site(), null, tomorrow.minusDays(30), tomorrow),
                                1_000));
    }

    private static long sum(ToLongFunction<Totals> of) {
        return totals().stream().mapToLong(of).sum();
    }

    /** What is drawn: clicks per hundred impressions by group, a day each, oldest first. */
    @SuppressWarnings("unchecked")
    private static Map<String, List<Double>> rates() {
        Map<String, List<Number>> sent =
                (Map<String, List<Number>>)
                        console.browser()
                                .executeAsyncScript(
                                        "const done = arguments[0]; fetch('/console/models/rates?scenario=')"
                                                + ".then(answer => answer.json()).then(done)");
        Map<String, List<Double>> rates = new HashMap<>();
        sent.forEach((group, values) ->
                rates.put(
                        group,
                        values.stream()
                                .map(value -> value == null ? null : value.doubleValue())
                                .toList()));
        return rates;
    }
}
