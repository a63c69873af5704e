package io.streamwheel.analysis.feedback;

import io.streamwheel.analysis.site.SiteId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was counted. */
public interface MetricsReader {

    /**
     * The lists of some days.
     *
     * @param scenario null for all
     * @param to the first day that is not wanted any more
     */
    record Question(SiteId site, @Nullable String scenario, LocalDate from, LocalDate to) {}

    /**
     * @param scenario empty for ids that are not ours
     * @param modelVersion 0 for none
     * @param currency empty where nobody said it
     */
    record Row(
            String scenario,
            String strategy,
            long modelVersion,
            String group,
            String currency,
            long impressions,
            long clicks,
            long conversions,
            BigDecimal revenue) {}

    /** What the visitors of one bucket did; {@code revenue} in that currency alone. */
    record SampleRow(
            String scenario,
            String group,
            int bucket,
            String currency,
            long visitorDays,
            long impressions,
            long clicks,
            long conversions,
            double revenue) {}

    /**
     * By scenario, the newest version first; rows that differ only by currency are neighbors.
     *
     * @param most rows that differ by more than currency; what comes after them is left out
     */
    List<Row> rows(Question question, int most);

    List<SampleRow> samples(Question question);
}
