package io.streamwheel.benchmarks.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A directory with {@code past.csv} and {@code asked.csv} (visitors, one a line), into which each
 * contender writes {@code <name>.lists.csv} (the list of each visitor asked, one a line, in their
 * order) and {@code <name>.figures}. What is to be foreseen is not among the files.
 */
public record Exchange(Path directory) {

    /** Writes what contenders are given. */
    public void give(Past past, int[] asked) throws IOException {
        past.write(directory.resolve("past.csv"));
        Files.write(
                directory.resolve("asked.csv"),
                Arrays.stream(asked).mapToObj(Integer::toString).toList());
    }

    /**
     * The whole of a contender's main method. Arguments: the directory, the contender's name there,
     * how many threads may work, how long a list may be.
     */
    public static void take(Contender contender, String[] arguments) throws Exception {
        Exchange exchange = new Exchange(Path.of(arguments[0]));
        exchange.take(
                contender,
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
    }

    void take(Contender contender, String name, int threads, int length) throws Exception {
        contender.load(Past.read(directory.resolve("past.csv")), threads);
        int[] asked =
                Files.readAllLines(directory.resolve("asked.csv")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray();
        double cpu = Figures.cpuSecondsOfThisProcess();
        long start = System.nanoTime();
        contender.train();
        long trained = System.nanoTime();
        double trainCpu = Figures.cpuSecondsOfThisProcess() - cpu;
        long listing = System.nanoTime();
        int[][] lists = contender.lists(asked, length);
        long listed = System.nanoTime();
        Figures figures =
                new Figures(
                        (trained - start) / 1e9,
                        trainCpu,
                        (listed - listing) / 1e9,
                        Figures.peakBytesOfThisProcess(),
                        contender.words());
        write(lists, listsOf(name));
        figures.write(figuresOf(name));
    }

    private static void write(int[][] lists, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int[] list : lists) {
                String line = Arrays.toString(list);
                out.write(line.substring(1, line.length() - 1).replace(" ", "") + "\n");
            }
        }
    }

    /** The lists that a contender wrote, one for each visitor asked. */
    public int[][] lists(String name) throws IOException {
        List<String> lines = Files.readAllLines(listsOf(name));
        int[][] lists = new int[lines.size()][];
        for (int i = 0; i < lists.length; i++) {
            String line = lines.get(i);
            lists[i] =
                    line.isEmpty()
                            ? new int[0]
                            : Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
        }
        return lists;
    }

    /** What a contender took. */
    public Figures figures(String name) throws IOException {
        return Figures.read(figuresOf(name));
    }

    private Path listsOf(String name) {
        return directory.resolve(name + ".lists.csv");
    }

    private Path figuresOf(String name) {
        return directory.resolve(name + ".figures");
    }
}
