package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Programs that run to their end. */
public final class Command {

    private static final int END_SECONDS = 10;
    private static final int LONGEST_REASON = 300;

    private Command() {}

    /**
     * Runs a command to its end.
     *
     * @return why it failed; empty when it did not
     */
    public static String finish(
            List<String> command, Path directory, Path out, Path log, Duration limit)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process;
        try {
            process = builder.start();
        } catch (IOException notThere) {
            return "could not be started: " + notThere.getMessage();
        }
        Thread end = new Thread(() -> kill(process), "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return String.format(
                        Locale.ROOT, "did not end within %.1f s", limit.toMillis() / 1e3);
            }
        } finally {
            kill(process);
            Runtime.getRuntime().removeShutdownHook(end);
        }
        return process.exitValue() == 0 ? "" : reason(process.exitValue(), out, log);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line that names an error, which is nearer to the cause than the last one. */
    private static String reason(int exit, Path out, Path log) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.addAll(Files.readAllLines(out));
        String line =
                lines.stream()
                        .filter(each -> each.contains("Exception") || each.contains("rror"))
                        .findFirst()
                        .orElse(lines.isEmpty() ? "without a word" : lines.getLast());
        String told = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
        return "ended with exit code %d: %s".formatted(exit, told.strip());
    }
}
