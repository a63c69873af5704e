package io.streamwheel.benchmarks.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExchangeTest {

    private static final Past PAST =
            new Past(
                    5,
                    new int[] {0, 2, 2, 3},
                    new int[] {4, 0, 2},
                    new float[] {1, 0.1f, 10},
                    new long[] {1_700_000_000_000L, 9, 8},
                    new long[] {7, 9, -8},
                    new byte[] {1, 7, 2});

    @TempDir Path directory;

    /** Answers with what it was asked, and remembers the order of its calls. */
    private static final class Echo implements Contender {

        private final List<String> calls = new ArrayList<>();
        private Past given = PAST;

        @Override
        public void load(Past past, int threads) {
            given = past;
            calls.add("load " + threads);
        }

        @Override
        public void train() {
            calls.add("train");
        }

        @Override
        public int[][] lists(int[] asked, int length) {
            calls.add("lists " + Arrays.toString(asked) + " " + length);
            return new int[][] {{3, 1}, {}};
        }

        @Override
        public String words() {
            return "a = b, \u00fc";
        }
    }

    @Test
    void whatIsGivenArrivesAndWhatIsAnsweredComesBack() throws Exception {
        Exchange exchange = new Exchange(directory);
        exchange.give(PAST, new int[] {2, 0});
        Echo echo = new Echo();
        Exchange.take(echo, new String[] {directory.toString(), "echo", "2", "20"});
        assertThat(echo.given).usingRecursiveComparison().isEqualTo(PAST);
        assertThat(echo.given.row(0)).containsExactly(4, 0);
        assertThat(echo.given.row(1)).isEmpty();
        assertThat(echo.calls).containsExactly("load 2", "train", "lists [2, 0] 20");
        assertThat(exchange.lists("echo")).isDeepEqualTo(new int[][] {{3, 1}, {}});
        Figures figures = exchange.figures("echo");
        assertThat(figures.words()).isEqualTo("a = b, \u00fc");
        assertThat(figures.peakBytes()).isGreaterThan(1 << 20);
        assertThat(figures.trainSeconds()).isNotNegative();
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws Exception {
        Path file = directory.resolve("past.csv");
        PAST.write(file);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        assertThatIOException()
                .isThrownBy(() -> Past.read(file))
                .withMessageContaining("cut short");
    }
}
