package io.streamwheel.benchmarks.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of our own with its log. Ends with this JVM at the latest. */
final class Child implements AutoCloseable {

    private static final int END_SECONDS = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-" + name));
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
            String name, Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(Child::isOurBusiness);
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), log);
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
                throw new IllegalStateException(
                        name + " did not come up:\n" + Files.readString(log));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Waits until it has done its work. */
    void finish(Duration most) throws IOException, InterruptedException {
        if (!process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed:\n" + Files.readString(log));
        }
    }

    /** What it and its children have used. */
    Cpu cpu() throws IOException {
        Cpu sum = Cpu.NONE;
        for (ProcessHandle each : family().toList()) {
            sum = sum.plus(Cpu.of(each.pid()));
        }
        return sum;
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Politely first. */
    private void end() {
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

    @Override
    public void close() {
        end();
    }
}
