package io.streamwheel.analysis.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.feedback.MetricsReader;
import io.streamwheel.analysis.site.SiteId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);

    private static MetricsReader.Row row(String strategy, String group, long shown, long clicks) {
        return new MetricsReader.Row(
                "home", strategy, 1, group, "", shown, clicks, 1, BigDecimal.ZERO);
    }

    private static final MetricsReader METRICS =
            new MetricsReader() {
                @Override
                public List<Row> rows(Question question, int most) {
                    return question.from().equals(FIRST)
                            ? List.of(
                                    row("personal", "personal", 60, 5),
                                    row("session", "personal", 40, 1),
                                    row("popular", "holdout", 50, 1))
                            : List.of();
                }

                @Override
                public List<SampleRow> samples(Question question) {
                    return List.of();
                }
            };

    @Test
    void eachDayHasTheClicksPerHundredImpressionsOfEachGroup() {
        Responses found = Responses.read(METRICS, new SiteId(1), null, FIRST, FIRST.plusDays(2));
        assertThat(found.personal()).containsExactly(6.0, null);
        assertThat(found.holdout()).containsExactly(2.0, null);
        assertThat(found.none()).containsExactly(null, null);
        assertThat(found.at()).containsExactly(1_795_132_800L, 1_795_219_200L);
    }

    @Test
    void strategiesOfOneScenarioAndGroupAreAddedUp() {
        List<Totals> totals =
                Totals.of(
                        METRICS.rows(
                                new MetricsReader.Question(new SiteId(1), null, FIRST, FIRST), 9));
        assertThat(totals)
                .containsExactly(
                        new Totals("home", "holdout", 50, 1, 1),
                        new Totals("home", "personal", 100, 6, 2));
        assertThat(totals.getLast().rate()).isEqualTo(0.06);
    }
}
