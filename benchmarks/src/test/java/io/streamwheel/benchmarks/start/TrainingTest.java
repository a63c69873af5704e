package io.streamwheel.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.benchmarks.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainingTest {

    private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z_]+)=(\\S+)");

    @ParameterizedTest
    @EnumSource
    void cacheIsMadeInTheEnvironmentOfTheImage(Service service) throws IOException {
        String dockerfile = Files.readString(Path.of("..", "Dockerfile"));
        String target = dockerfile.split("FROM runtime AS " + service.slug() + "\n")[1];
        String run = target.substring(target.indexOf("RUN ") + 4, target.indexOf("EXPOSE"));
        Map<String, String> variables = new HashMap<>();
        Matcher each = VARIABLE.matcher(run.substring(0, run.indexOf("java -XX:")));
        while (each.find()) {
            variables.put(each.group(1), each.group(2));
        }
        assertThat(Training.environment(service)).isEqualTo(variables);
        assertThat(run).contains("-XX:AOTCacheOutput=", Training.END);
    }
}
