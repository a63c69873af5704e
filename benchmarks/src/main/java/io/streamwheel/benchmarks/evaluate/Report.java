package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Evaluation;
import io.streamwheel.analysis.model.ScoreCard.Score;
import io.streamwheel.benchmarks.evaluate.Run.Failed;
import io.streamwheel.benchmarks.evaluate.Run.Outcome;
import io.streamwheel.benchmarks.evaluate.Run.Ran;
import io.streamwheel.benchmarks.exchange.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what came out, and says it in Markdown. */
final class Report {

    private static final String ITEM_ITEM = "streamwheel cosine";
    private static final double MEBIBYTE = 1 << 20;

    private final Settings settings;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Score popularity;

    Report(Settings settings) {
        this.settings = settings;
        say("# Evaluation of %s%n", settings.source());
    }

    void data(Interactions read, TrainingData data, Evaluation evaluation) {
        say(
                "%,d interactions; %,d pairs of %,d visitors and %,d items; of %,d visitors the newest fifth is to be foreseen, and %.0f %% of it are returns.",
                read.size(),
                data.entries(),
                data.visitors(),
                data.items().size(),
                evaluation.visitors(),
                100 * evaluation.returns());
        read.weightless()
                .forEach((type, count) ->
                        say("%,d interactions of type %s weigh nothing.", count, type));
        say(
                "%d threads, -Xmx%s, %s processors, load of the last minute %s; medians of %d rounds.%n",
                settings.threads(),
                settings.heap(),
                Runtime.getRuntime().availableProcessors(),
                load(),
                settings.rounds());
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    void popularity(Score score) {
        popularity = score;
    }

    void contenders(List<Rounds> all) {
        Table table = Table.ofContenders();
        if (popularity != null) {
            table.row(Table.cells(popularity.name(), popularity, "", "", "", ""));
        }
        all.stream().filter(Rounds::hasFigures).forEach(each -> table.row(each.cells()));
        say("%s", table);
        all.stream()
                .filter(Rounds::hasFigures)
                .filter(each -> !each.words().isEmpty())
                .forEach(each -> say("* %s: %s", each.name(), each.words()));
        all.stream().filter(Rounds::hasFailed).forEach(each -> say("* FAILED: %s", each.fault()));
        speed(all).ifPresent(each -> say("%n%s", each));
    }

    /** How much sooner the item-to-item model is there than that of the quickest peer. */
    private Optional<String> speed(List<Rounds> all) {
        Optional<Rounds> own =
                all.stream()
                        .filter(Rounds::hasFigures)
                        .filter(each -> each.name().equals(ITEM_ITEM))
                        .findFirst();
        Optional<Rounds> peer =
                all.stream()
                        .filter(Rounds::hasFigures)
                        .filter(each -> settings.only().contains(each.name()))
                        .min(Comparator.comparingDouble(Rounds::trainSeconds));
        return own.flatMap(ours ->
                peer.map(theirs ->
                        String.format(
                                Locale.ROOT,
                                "%s is trained in %.2f s; the quickest peer, %s, takes %.1f times as long.",
                                ITEM_ITEM,
                                ours.trainSeconds(),
                                theirs.name(),
                                theirs.trainSeconds() / ours.trainSeconds())));
    }

    /**
     * @param rounds of the build; the last one that ended well is shown
     */
    void build(List<Outcome> rounds) {
        say("%n## A build of all interactions%n");
        List<Ran> ran = new ArrayList<>();
        for (Outcome each : rounds) {
            switch (each) {
                case Failed failed -> say("FAILED: the build %s", failed.why());
                case Ran round -> ran.add(round);
            }
        }
        if (!ran.isEmpty()) {
            List<Figures> figures = ran.stream().map(Ran::figures).toList();
            say(
                    "All candidates trained and scored, and the best trained on everything, in %.1f s (%.1f s of the processors); peak memory %.0f MiB.%n",
                    Rounds.median(figures, Figures::trainSeconds),
                    Rounds.median(figures, Figures::trainCpuSeconds),
                    Rounds.median(figures, Figures::peakBytes) / MEBIBYTE);
            say("%s", ran.getLast().output());
            say("%s", figures.getLast().words());
        }
    }

    /** Into the directory of results; the file is named after the data. */
    Path write() throws IOException {
        String name =
                settings.data() == null
                        ? "generated"
                        : String.valueOf(settings.data().getFileName());
        Files.createDirectories(settings.results());
        Path file = settings.results().resolve(name.replaceAll("[^A-Za-z0-9-]", "_") + ".md");
        return Files.writeString(file, text);
    }

    private void say(String line, Object... values) {
        text.append(String.format(Locale.ROOT, line + "%n", values));
    }
}
