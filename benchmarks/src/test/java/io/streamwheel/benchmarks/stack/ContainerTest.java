package io.streamwheel.benchmarks.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ContainerTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLIENTS")
    void sharesAreThoseOfTheComposeFile(Container container) throws IOException {
        String compose = Files.readString(Path.of("..", "docker-compose.yml"));
        Pattern shares =
                Pattern.compile(
                        "(?m)^  %s:\n(?:    .*\n)*?    cpu_shares: %d$"
                                .formatted(container.slug(), container.shares()));
        assertThat(compose).containsPattern(shares);
    }
}
