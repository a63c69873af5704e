package io.streamwheel.analysis.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.Lift;
import io.streamwheel.analysis.feedback.Lifts;
import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.feedback.MetricsReader.Question;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/metrics}: what came of the lists. */
@RestController
final class MetricsHandler {

    private static final int LISTED = 1_000;

    private final MetricsReader reader;
    private final HoldOut holdOut;
    private final Clock clock;

    MetricsHandler(MetricsReader reader, HoldOut holdOut, Clock clock) {
        this.reader = reader;
        this.holdOut = holdOut;
        this.clock = clock;
    }

    @GetMapping("/v1/metrics")
    Metrics metrics(SiteId site, HttpServletRequest request) {
        Question question = MetricsQuery.question(new Parameters(request), site, clock.instant());
        List<Entry> entries = Entry.of(reader.rows(question, LISTED + 1));
        return new Metrics(
                question.from(),
                question.to(),
                holdOut.share(),
                entries.subList(0, Math.min(LISTED, entries.size())),
                entries.size() > LISTED,
                Lifts.of(reader.samples(question)).stream().map(LiftBody::of).toList());
    }

    /**
     * @param from the first day of lists, UTC
     * @param to the first day that is not in it
     * @param more whether there are more entries than these
     */
    record Metrics(
            LocalDate from,
            LocalDate to,
            double holdOut,
            List<Entry> items,
            boolean more,
            List<LiftBody> lifts) {}

    record Revenue(@Nullable String currency, BigDecimal amount) {}

    /** What came of lists that have all of this in common. */
    record Entry(
            @Nullable String scenario,
            String strategy,
            @Nullable String modelVersion,
            String group,
            long impressions,
            long clicks,
            @Nullable Double ctr,
            long conversions,
            @Nullable Double conversionRate,
            List<Revenue> revenue) {

        /** Rows that differ only by currency become one. */
        static List<Entry> of(List<MetricsReader.Row> rows) {
            List<Entry> entries = new ArrayList<>();
            int first = 0;
            for (int i = 1; i <= rows.size(); i++) {
                if (i == rows.size() || !alike(rows.get(first), rows.get(i))) {
                    entries.add(ofAlike(rows.subList(first, i)));
                    first = i;
                }
            }
            return entries;
        }

        private static boolean alike(MetricsReader.Row one, MetricsReader.Row other) {
            return one.scenario().equals(other.scenario())
                    && one.strategy().equals(other.strategy())
                    && one.modelVersion() == other.modelVersion()
                    && one.group().equals(other.group());
        }

        private static Entry ofAlike(List<MetricsReader.Row> rows) {
            long impressions = 0;
            long clicks = 0;
            long conversions = 0;
            List<Revenue> revenue = new ArrayList<>();
            for (MetricsReader.Row each : rows) {
                impressions += each.impressions();
                clicks += each.clicks();
                conversions += each.conversions();
                if (each.revenue().signum() > 0) {
                    revenue.add(new Revenue(orNull(each.currency()), each.revenue()));
                }
            }
            MetricsReader.Row row = rows.getFirst();
            return new Entry(
                    orNull(row.scenario()),
                    row.strategy(),
                    row.modelVersion() == 0 ? null : Long.toString(row.modelVersion()),
                    row.group(),
                    impressions,
                    clicks,
                    share(clicks, impressions),
                    conversions,
                    share(conversions, clicks),
                    revenue);
        }

        private static @Nullable Double share(long part, long all) {
            return all == 0 ? null : (double) part / all;
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** What personal lists bring over popular ones. */
    record LiftBody(
            String scenario,
            String metric,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String currency,
            Lift.Side personal,
            Lift.Side holdOut,
            @Nullable Double lift,
            @Nullable Double low,
            @Nullable Double high,
            String verdict,
            String detail) {

        static LiftBody of(Lift lift) {
            return new LiftBody(
                    lift.scenario(),
                    lift.metric().slug(),
                    lift.currency(),
                    lift.personal(),
                    lift.holdOut(),
                    lift.lift(),
                    lift.low(),
                    lift.high(),
                    lift.verdict().word(),
                    lift.verdict().detail());
        }
    }
}
