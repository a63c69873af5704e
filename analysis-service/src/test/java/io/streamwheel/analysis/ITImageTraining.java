package io.streamwheel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The run of the Dockerfile in which Java learns how the service starts: all beans are made, with
 * neither broker nor database.
 */
final class ITImageTraining {

    private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z_]+)=(\\S+)");

    @Test
    void allBeansAreMadeWithoutBrokerAndDatabase(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        ProcessBuilder training =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dspring.context.exit=onRefresh",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AnalysisApplication.class.getName()));
        training.environment().keySet().removeIf(name -> name.matches("(SPRING|STREAMWHEEL)_.*"));
        Matcher variable = VARIABLE.matcher(training());
        while (variable.find()) {
            training.environment().put(variable.group(1), variable.group(2));
        }
        Process process = training.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the Dockerfile sets for it. */
    private static String training() throws IOException {
        String target =
                Files.readString(Path.of("..", "Dockerfile"))
                        .split("FROM runtime AS analysis\n")[1];
        return target.substring(target.indexOf("RUN "), target.indexOf("java -XX:AOTCacheOutput"));
    }
}
