package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.feedback.MetricsReader.Row;
import java.util.List;
import java.util.TreeMap;

/**
 * What came of the lists of one scenario and group.
 *
 * @param scenario empty for lists whose ids are not ours
 */
record Totals(String scenario, String group, long impressions, long clicks, long conversions) {

    /** Rows of all strategies, versions and currencies, added up. */
    static List<Totals> of(List<Row> rows) {
        TreeMap<String, Totals> sums = new TreeMap<>();
        for (Row row : rows) {
            sums.merge(
                    row.scenario() + " " + row.group(),
                    new Totals(
                            row.scenario(),
                            row.group(),
                            row.impressions(),
                            row.clicks(),
                            row.conversions()),
                    Totals::plus);
        }
        return List.copyOf(sums.values());
    }

    private Totals plus(Totals other) {
        return new Totals(
                scenario,
                group,
                impressions + other.impressions,
                clicks + other.clicks,
                conversions + other.conversions);
    }

    /** Clicks per impression; 0 where nothing was shown. */
    public double rate() {
        return impressions == 0 ? 0 : (double) clicks / impressions;
    }
}
