package io.streamwheel.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** What the machine offers to a test run. */
final class Environment {

    private Environment() {}

    static String get(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Looks for a socket first, for Testcontainers takes its time and many lines to find none. */
    static boolean dockerAnswers() {
        return Docker.ANSWERS;
    }

    private static final class Docker {

        static final boolean ANSWERS =
                looksInstalled() && DockerClientFactory.instance().isDockerAvailable();

        private static boolean looksInstalled() {
            String home = System.getProperty("user.home");
            return !get("DOCKER_HOST", "").isEmpty()
                    || Stream.of(
                                    Path.of("/var/run/docker.sock"),
                                    Path.of(home, ".docker/run/docker.sock"),
                                    Path.of(home, ".docker/desktop/docker.sock"),
                                    Path.of(get("XDG_RUNTIME_DIR", home), "docker.sock"))
                            .anyMatch(Files::exists);
        }
    }
}
