package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.report.Machine;
import io.streamwheel.benchmarks.report.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The comparison in Markdown. */
final class Report {

    private static final String AOT = "-XX:AOTCache=";

    private final Settings settings;
    private final Board board;
    private final StringBuilder text = new StringBuilder();

    private Report(Settings settings, Board board) {
        this.settings = settings;
        this.board = board;
    }

    /**
     * All of it.
     *
     * @param plot a file beside it
     */
    static String of(Settings settings, Board board, Machine machine, String plot) {
        Report report = new Report(settings, board);
        report.head(machine);
        report.compared();
        report.say("%n![How far each figure is from its bar](%s)%n", plot);
        report.context();
        report.caveats();
        return report.text.toString();
    }

    /**
     * What is said of growth.
     *
     * @param plot a file beside it
     */
    static String of(Growth growth, String plot) {
        return String.format(
                Locale.ROOT,
                "%n## Growth%n%nA past of each size, then a build of the models, lists, and further events. Of the smallest:%n%n%s%n![Costs of a growing site](%s)%n",
                growth.table(),
                plot);
    }

    private void head(Machine machine) {
        say("# Streamwheel beside its peers%n");
        if (!board.counts()) {
            say("**VOID: events were lost or doubled, or requests failed.**%n");
            board.faults().forEach(fault -> say("* FAULT %s", fault));
            say("");
        }
        say("%s. %s.%n", machine.words(), machine.servers());
        say(
                "%d rounds in turns, %d s of each load after %d s of warming up; %d connections post, in batches %d events each; %d connections ask.%n",
                settings.rounds(),
                settings.seconds(),
                settings.warmUp(),
                settings.connections(),
                settings.batch(),
                settings.readers());
        new TreeMap<>(settings.builds().options())
                .forEach((service, options) ->
                        say(
                                "* %s: `%s`%s",
                                service.slug(),
                                options,
                                options.contains(AOT) ? "" : ", without an AOT cache"));
        say("");
    }

    private void compared() {
        say("| figure | ours | peer | ours / peer, by round | bar | | stretch |");
        say("|---|---:|---|---:|---|---|---|");
        Arrays.stream(Line.values()).filter(Line::isCompared).forEach(this::compared);
    }

    private void compared(Line line) {
        Optional<Figures> judged = board.judged(line);
        if (judged.isEmpty()) {
            return;
        }
        Line peer = line.peer();
        Bar bar = line.bar();
        String unit = peer == null ? "" : "x";
        say(
                "| %s | %s | %s | %s | %s | %s | %s |",
                line.title(),
                values(board.of(line)),
                peer == null ? "" : peer.title() + ": " + values(board.of(peer)),
                peer == null ? "" : Numbers.of(judged.get()),
                bar == null ? "" : bar.words(unit),
                bar == null ? "context" : bar.isMetBy(judged.get().median()) ? "met" : "NOT MET",
                stretch(bar, unit, judged.get().median()));
    }

    private static String stretch(@Nullable Bar bar, String unit, double judged) {
        return bar == null || !bar.hasStretch()
                ? ""
                : Numbers.plain(bar.stretch())
                        + unit
                        + (bar.isExceededBy(judged) ? ", met" : ", not met");
    }

    private void context() {
        say("| context | median (least to most) |%n|---|---:|");
        for (Line line : Line.values()) {
            if (!line.isCompared() && !board.of(line).isEmpty()) {
                say("| %s | %s |", line.title(), values(board.of(line)));
            }
        }
    }

    private void caveats() {
        say(
                "%nWhatever makes the load shares the cores with what is measured, ours and peers alike.");
        if (board.counts()) {
            say(
                    "In every round everything that was confirmed was counted: by the door, by `GET /v1/pipeline`, and in the tables, each id once.");
        }
    }

    static String values(List<Double> values) {
        return values.isEmpty() ? "" : Numbers.of(Figures.of(values));
    }

    private void say(String line, Object... values) {
        text.append(String.format(Locale.ROOT, line + "%n", values));
    }
}
