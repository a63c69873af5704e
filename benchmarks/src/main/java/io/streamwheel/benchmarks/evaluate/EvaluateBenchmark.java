package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.history.TrainingData;
import io.streamwheel.analysis.model.Evaluation;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.benchmarks.evaluate.Run.Failed;
import io.streamwheel.benchmarks.evaluate.Run.Outcome;
import io.streamwheel.benchmarks.evaluate.Run.Ran;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.exchange.Past;
import io.streamwheel.benchmarks.stack.Peers;
import io.streamwheel.benchmarks.stack.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lists foresee best what visitors do next, what does it take to make them, and how do other
 * libraries fare? Splits interactions as a build of the product does, hands the past to each
 * contender in a JVM of its own, and scores all lists with the product's own measures.
 */
public final class EvaluateBenchmark {

    private final Settings settings;
    private final Path directory;
    private final Report report;

    private EvaluateBenchmark(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        report = new Report(settings);
    }

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.parse(arguments);
        try (Scratch scratch = Scratch.make("evaluate-benchmark")) {
            new EvaluateBenchmark(settings, scratch.directory()).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Interactions interactions = new Interactions();
        if (settings.data() != null) {
            new InteractionFile(settings.data(), settings.columns()).read(interactions);
        } else if (settings.generator() != null) {
            settings.generator().generate(interactions);
        }
        TrainingData data = interactions.collect();
        ModelSettings defaults = ModelSettings.defaults(settings.threads());
        Evaluation evaluation =
                new Evaluation(
                        data.split(defaults.futureShare()),
                        defaults.maxTestVisitors(),
                        defaults.historyHalfLife());
        if (evaluation.visitors() == 0) {
            throw new IllegalArgumentException(
                    "nobody has past and future: at least one visitor with five items is needed");
        }
        report.data(interactions, data, evaluation);
        report.popularity(evaluation.popularity(defaults.popularityHalfLife()));
        compare(evaluation);
        buildOfAll(data, evaluation);
        Path file = report.write();
        System.out.print(Files.readString(file));
        System.out.println("written to " + file);
    }

    private void compare(Evaluation evaluation) throws IOException, InterruptedException {
        Exchange exchange = exchange("past", evaluation.past(), evaluation.asked());
        List<Run> runs = new ArrayList<>();
        settings.own().forEach(each -> runs.add(Run.own(each, settings, false)));
        Peers peers = new Peers(settings.peers(), directory);
        List<Rounds> all =
                new ArrayList<>(runs.stream().map(each -> new Rounds(each.name())).toList());
        for (String name : settings.only()) {
            Rounds rounds = new Rounds(name);
            String fault = peers.prepare(name);
            if (!fault.isEmpty()) {
                rounds.failed(fault);
            }
            all.add(rounds);
            runs.add(Run.peer(name, peers.jar(name), settings));
        }
        Runner runner = new Runner(exchange, settings.threads(), settings.limit());
        for (int round = 1; round <= settings.rounds(); round++) {
            for (int i = 0; i < runs.size(); i++) {
                if (!all.get(i).hasFailed()) {
                    attempt(runner, runs.get(i), all.get(i), evaluation);
                }
            }
        }
        report.contenders(all);
    }

    private static void attempt(Runner runner, Run run, Rounds rounds, Evaluation evaluation)
            throws IOException, InterruptedException {
        System.out.println("running " + run.name());
        switch (runner.run(run)) {
            case Failed failed -> rounds.failed(failed.why());
            case Ran ran -> {
                try {
                    rounds.add(
                            ran.figures(),
                            evaluation.score(
                                    run.name(), ran.lists(), ran.figures().trainSeconds()));
                } catch (IllegalArgumentException badLists) {
                    rounds.failed("gave bad lists: " + badLists.getMessage());
                }
            }
        }
    }

    /** As the product does it: all interactions are read, and split by the build itself. */
    private void buildOfAll(TrainingData data, Evaluation evaluation)
            throws IOException, InterruptedException {
        if (!settings.own().contains(OwnContender.BUILD)) {
            return;
        }
        Exchange exchange = exchange("all", data, evaluation.asked());
        Runner runner = new Runner(exchange, settings.threads(), settings.limit());
        List<Outcome> rounds = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            System.out.println("running a build of all interactions");
            rounds.add(runner.run(Run.own(OwnContender.BUILD, settings, true)));
        }
        report.build(rounds);
    }

    private Exchange exchange(String name, TrainingData data, int[] asked) throws IOException {
        Exchange exchange = new Exchange(Files.createDirectory(directory.resolve(name)));
        exchange.give(
                new Past(
                        data.items().size(),
                        data.rowStarts(),
                        data.item(),
                        data.weight(),
                        data.time(),
                        data.first(),
                        data.kinds()),
                asked);
        return exchange;
    }
}
