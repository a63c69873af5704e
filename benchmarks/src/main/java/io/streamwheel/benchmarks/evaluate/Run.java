package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.benchmarks.exchange.Figures;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a contender.
 *
 * @param name in the report and in the exchange
 * @param command without the arguments of the exchange
 * @param more arguments after those
 */
record Run(String name, List<String> command, List<String> more) {

    /** What came of one round. */
    sealed interface Outcome {}

    /**
     * It ended well.
     *
     * @param lists one for each visitor asked
     * @param output what it printed
     */
    record Ran(Figures figures, int[][] lists, String output) implements Outcome {}

    /** It did not, and why, in a line. */
    record Failed(String why) implements Outcome {}

    /** One of the product's methods, on the classes that we run on. */
    static Run own(String method, Settings settings, boolean prints) {
        return new Run(
                "streamwheel " + method,
                List.of(
                        Java.own().toString(),
                        "-Xmx" + settings.heap(),
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        classPath(),
                        OwnContender.class.getName()),
                List.of(method, Boolean.toString(prints)));
    }

    /** Our own, from wherever the other process runs. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A peer, from its jar. */
    static Run peer(String name, Path jar, Settings settings) {
        List<String> command = new ArrayList<>();
        command.add(settings.peerJava().toString());
        command.add("-Xmx" + settings.heap());
        command.addAll(Java.OPEN);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return new Run(name, command, List.of());
    }
}
