package io.streamwheel.analysis.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.failed.AnalysisFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    /** A stage that this one does not stand on: its list is read as text. */
    private static final Path OF_TRANSFORM =
            Path.of(
                    "../transform-service/src/main/java/io/streamwheel/transform/failed/FailureReason.java");

    @Test
    void everyReasonOfEveryStageHasItsWords() throws Exception {
        assertThat(Arrays.stream(AnalysisFailure.values()).map(AnalysisFailure::slug))
                .allSatisfy(slug -> assertThat(Explanation.knows(slug)).as(slug).isTrue());
        assertThat(
                        Pattern.compile("\\(\"([a-z0-9-]+)\", Blame")
                                .matcher(Files.readString(OF_TRANSFORM))
                                .results()
                                .map(found -> found.group(1)))
                .hasSizeGreaterThan(5)
                .allSatisfy(slug -> assertThat(Explanation.knows(slug)).as(slug).isTrue());
    }

    @Test
    void aReasonOfALaterVersionIsShownByItsName() {
        assertThat(Explanation.of("of-tomorrow").title()).isEqualTo("of-tomorrow");
    }
}
