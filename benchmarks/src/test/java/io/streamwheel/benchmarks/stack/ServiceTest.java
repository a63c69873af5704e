package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ServiceTest {

    private static final Pattern OPTIONS = Pattern.compile("JAVA_TOOL_OPTIONS=\"([^\"]+)\"");

    @ParameterizedTest
    @EnumSource
    void optionsAreThoseOfTheImage(Service service) throws IOException {
        String[] stages = Files.readString(Path.of("..", "Dockerfile")).split("\nFROM ");
        String common = options(stages, "eclipse-temurin:25-jre AS runtime");
        assertThat(service.options())
                .isEqualTo(
                        options(stages, "runtime AS " + service.slug())
                                .replace("$JAVA_TOOL_OPTIONS", common));
    }

    private static String options(String[] stages, String named) {
        for (String stage : stages) {
            if (stage.startsWith(named)) {
                Matcher options = OPTIONS.matcher(stage);
                assertThat(options.find()).as(named).isTrue();
                return options.group(1);
            }
        }
        throw new AssertionError("no stage " + named);
    }
}
