package io.streamwheel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void demoHasLiveVisitorsAndADirectoryOfItsOwn() throws Exception {
        CommandLine demo = CommandLine.parse(List.of("demo"));
        assertThat(demo.demo()).isTrue();
        assertThat(demo.liveVisitors()).isTrue();
        assertThat(demo.dataDirectory()).isAbsolute().endsWithRaw(Path.of("data", "demo"));
    }

    @Test
    void runIsEmpty() throws Exception {
        CommandLine run = CommandLine.parse(List.of("run"));
        assertThat(run.demo()).isFalse();
        assertThat(run.liveVisitors()).isFalse();
        assertThat(run.dataDirectory()).endsWithRaw(Path.of("data", "run"));
    }

    @Test
    void dataDirectoryIsTakenInBothForms() throws Exception {
        assertThat(CommandLine.parse(List.of("run", "--data-dir", "/d/../e")).dataDirectory())
                .isEqualTo(Path.of("/e"));
        assertThat(CommandLine.parse(List.of("run", "--data-dir=/e")).dataDirectory())
                .isEqualTo(Path.of("/e"));
    }

    @Test
    void noLiveKeepsVisitorsAway() throws Exception {
        assertThat(CommandLine.parse(List.of("demo", "--no-live")).liveVisitors()).isFalse();
    }

    @Test
    void trainingFillsTheShopAndEnds() throws Exception {
        CommandLine training = CommandLine.parse(List.of("train"));
        assertThat(training.demo()).isTrue();
        assertThat(training.training()).isTrue();
        assertThat(training.liveVisitors()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', say what to do",
        "fly, unknown command: fly",
        "run --fast, unknown argument: --fast",
        "run --no-live, unknown argument: --no-live",
        "run --data-dir, --data-dir needs a directory",
        "demo --data-dir=, --data-dir needs a directory"
    })
    void whatIsNotUnderstoodIsNamed(String words, String message) {
        List<String> given = words.isEmpty() ? List.of() : List.of(words.split(" "));
        assertThatExceptionOfType(CommandLine.UsageException.class)
                .isThrownBy(() -> CommandLine.parse(given))
                .withMessage(message);
    }
}
