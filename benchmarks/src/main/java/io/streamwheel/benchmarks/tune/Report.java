package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.report.Machine;
import io.streamwheel.benchmarks.report.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A table for each setting, in Markdown. */
final class Report {

    private static final List<ToDoubleFunction<Turn>> LATENCIES =
            List.of(Turn::doorP50, Turn::doorP99, Turn::visibleP50, Turn::visibleP99);

    private final Settings settings;
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private Report(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    /**
     * All of it.
     *
     * @param plot a file beside it
     */
    static String of(Settings settings, Results results, Machine machine, String plot) {
        Report report = new Report(settings, results);
        report.head(machine);
        report.say("![Stored events and visible latency by value](%s)", plot);
        results.knobs().forEach(report::table);
        report.foot();
        return report.text.toString();
    }

    private void head(Machine machine) {
        say("# Streamwheel, setting by setting%n");
        if (!results.counts()) {
            say("**VOID: events were lost or doubled, or requests failed.**%n");
            results.faults().forEach(fault -> say("* FAULT %s", fault));
            say("");
        }
        say("%s. %s.%n", machine.words(), machine.servers());
        say(
                "%d rounds, to and fro over the values: a restart, %d s of warming up, %d s of batches of 50 over 64 connections, %d s of 1,000 single events a second. Median (least to most) of the rounds; the default in bold.%n",
                settings.rounds(), settings.warmUp(), settings.seconds(), settings.quietSeconds());
    }

    private void table(Knob knob) {
        say("%n## %s: `%s`%n", knob, String.join("`, `", knob.properties()));
        say(
                "| value | events/s at the door | events/s stored | stored / default's, by round | CPU us an event, %s | door p50 ms | door p99 ms | visible p50 ms | visible p99 ms |",
                knob.service().slug());
        say("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        knob.tried().stream()
                .filter(value -> !results.of(knob, value).isEmpty())
                .forEach(value -> row(knob, value));
    }

    private void row(Knob knob, String value) {
        StringBuilder row = new StringBuilder();
        row.append(value.equals(knob.usual()) ? "| **" + value + "** |" : "| " + value + " |");
        cell(row, results.of(knob, value, Turn::confirmed));
        cell(row, results.of(knob, value, Turn::stored));
        cell(row, results.besideDefault(knob, value));
        cell(row, results.of(knob, value, Turn::cpuMicros));
        LATENCIES.forEach(figure -> cell(row, results.of(knob, value, figure)));
        say("%s", row);
    }

    private static void cell(StringBuilder row, Optional<Figures> figures) {
        row.append(' ').append(figures.map(Numbers::of).orElse("")).append(" |");
    }

    private void foot() {
        say("%nWhatever makes the load shares the cores with what is measured.");
        if (results.counts()) {
            say(
                    "In every turn everything that was confirmed was counted: by the door, by `GET /v1/pipeline`, and in the tables, each id once.");
        }
    }

    private void say(String line, Object... values) {
        text.append(String.format(Locale.ROOT, line + "%n", values));
    }
}
