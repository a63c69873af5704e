package io.streamwheel.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.model.ScoreCard.Score;
import io.streamwheel.benchmarks.evaluate.Run.Failed;
import io.streamwheel.benchmarks.evaluate.Run.Ran;
import io.streamwheel.benchmarks.exchange.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    @TempDir Path directory;

    private static Score score(double ndcg) {
        return new Score("x", ndcg, 0.5, 0.25, 0, "", 0.75, 0.125, null, null);
    }

    private static Rounds rounds(String name, double... seconds) {
        Rounds rounds = new Rounds(name);
        for (double each : seconds) {
            rounds.add(
                    new Figures(each, 2 * each, 10 * each, (long) each << 20, name + " set"),
                    score(each / 100));
        }
        return rounds;
    }

    private String report(Rounds... all) throws Exception {
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--generate",
                            "interactions=100,users=10,items=50",
                            "--results",
                            directory.toString()
                        });
        Report report = new Report(settings);
        report.popularity(score(0.01));
        report.contenders(List.of(all));
        Figures figures = new Figures(25, 40, 1, 3 << 20, "ease is the best");
        report.build(
                List.of(
                        new Failed("did not end within 600.0 s"),
                        new Ran(figures, new int[0][], "| a table |")));
        return Files.readString(report.write());
    }

    @Test
    void aContendersRowIsTheMedianOfItsRounds() throws Exception {
        assertThat(report(rounds("streamwheel cosine", 9, 1, 3)))
                .contains(
                        "| streamwheel cosine | 0.0300 | 0.5000 | 0.7500 | 0.1250 | 0.2500 | 3.00 | 6.00 | 30.00 | 3 |")
                .contains("* streamwheel cosine: streamwheel cosine set");
    }

    @Test
    void theQuickestPeerIsWhatTheItemToItemModelIsComparedWith() throws Exception {
        assertThat(
                        report(
                                rounds("streamwheel cosine", 2),
                                rounds("streamwheel llr", 1),
                                rounds("mahout", 50),
                                rounds("spark", 30)))
                .contains("the quickest peer, spark, takes 15.0 times as long");
    }

    @Test
    void whatFailedIsSaidAndTheRestGoesOn() throws Exception {
        Rounds lenskit = new Rounds("lenskit");
        lenskit.failed("could not be started: no java");
        assertThat(report(rounds("streamwheel cosine", 2), lenskit, rounds("mahout", 20)))
                .contains("* FAILED: lenskit could not be started: no java")
                .contains("FAILED: the build did not end within 600.0 s")
                .contains("in 25.0 s (40.0 s of the processors); peak memory 3 MiB")
                .contains("| a table |", "ease is the best")
                .contains("mahout, takes 10.0 times as long")
                .doesNotContain("| lenskit |");
    }
}
