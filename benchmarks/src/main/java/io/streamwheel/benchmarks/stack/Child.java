package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of our own with its log. */
final class Child implements AutoCloseable {

    private static final int END_SECONDS = 40;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int KIBIBYTE = 1024;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** What tells that a process has come up. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Starts it; nothing of our own environment that begins with SPRING, STREAMWHEEL or RABBITMQ.
     */
    static Child start(
            Scratch scratch,
            String name,
            Path directory,
            List<String> command,
            Map<String, String> environment)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(Child::isOurBusiness);
        builder.environment().putAll(environment);
        return scratch.keep(() -> new Child(name, builder.start(), log));
    }

    private static boolean isOurBusiness(String variable) {
        return variable.startsWith("SPRING_")
                || variable.startsWith("STREAMWHEEL_")
                || variable.startsWith("RABBITMQ_")
                || variable.equals("JAVA_TOOL_OPTIONS");
    }

    void await(Condition condition, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " did not come up:\n" + output());
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Waits until it has done its work. */
    void finish(Duration most) throws IOException, InterruptedException {
        if (!process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed:\n" + output());
        }
    }

    /** Asks it to end and waits until it has. */
    void end(Duration most) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(name + " does not end:\n" + output());
        }
    }

    /** What it has written. */
    String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it and its children have used. */
    Cpu cpu() throws IOException {
        Cpu sum = Cpu.NONE;
        for (ProcessHandle each : family().toList()) {
            sum = sum.plus(Cpu.of(each.pid()));
        }
        return sum;
    }

    /** Resident memory of the process itself (VmRSS in proc(5)). */
    long residentBytes() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended:\n" + output());
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * KIBIBYTE;
        }
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Politely first. */
    @Override
    public void close() {
        List<ProcessHandle> all = family().toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
