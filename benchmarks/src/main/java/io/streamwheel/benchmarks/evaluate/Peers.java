package io.streamwheel.benchmarks.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Other libraries, each with a build of its own that the product's knows nothing of. One whose jar
 * is not there is built first, which fetches it.
 */
final class Peers {

    private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);

    private final Settings settings;
    private final Path scratch;

    Peers(Settings settings, Path scratch) {
        this.settings = settings;
        this.scratch = scratch;
    }

    /** The jar of a peer, with its libraries beside it. */
    Path jar(String name) {
        return settings.peers().resolve(name).resolve("target").resolve(name + ".jar");
    }

    /**
     * Builds it where that was not done.
     *
     * @return why that failed; empty when it did not
     */
    String prepare(String name) throws IOException, InterruptedException {
        Path pom = settings.peers().resolve(name).resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return "is no peer: there is no " + pom;
        }
        if (Files.isRegularFile(jar(name))) {
            return "";
        }
        System.out.println("building " + pom);
        return Runner.finish(
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "-f",
                        pom.toAbsolutePath().toString(),
                        "package"),
                scratch,
                scratch.resolve(name + ".build.out"),
                scratch.resolve(name + ".build.log"),
                LONGEST_BUILD);
    }
}
