package io.streamwheel.benchmarks.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The Javas of this machine. */
final class Java {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /**
     * What libraries of those days do with the JDK's own classes was allowed until Java 8, and
     * needs words since.
     */
    static final List<String> OPEN =
            Stream.of(
                            "java.base/java.lang",
                            "java.base/java.lang.invoke",
                            "java.base/java.lang.reflect",
                            "java.base/java.io",
                            "java.base/java.net",
                            "java.base/java.nio",
                            "java.base/java.util",
                            "java.base/java.util.concurrent",
                            "java.base/java.util.concurrent.atomic",
                            "java.base/sun.nio.ch",
                            "java.base/sun.nio.cs",
                            "java.base/sun.security.action",
                            "java.base/sun.util.calendar")
                    .map(each -> "--add-opens=" + each + "=ALL-UNNAMED")
                    .toList();

    private Java() {}

    /** The one that runs us. */
    static Path own() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A Java 17, which all peers run on, where one is installed, else the one that runs us. */
    static Path forPeers() {
        if (!Files.isDirectory(INSTALLED)) {
            return own();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> home.getFileName().toString().contains("17"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .min(Comparator.naturalOrder())
                    .orElseGet(Java::own);
        } catch (IOException unreadable) {
            return own();
        }
    }
}
