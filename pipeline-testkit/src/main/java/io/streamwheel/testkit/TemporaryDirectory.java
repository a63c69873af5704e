package io.streamwheel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that goes with the JVM. */
record TemporaryDirectory(Path path) {

    static TemporaryDirectory create() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("streamwheel-test-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteAtExitAfter(Runnable end) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            end.run();
                            delete();
                        }));
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
