package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that leave the processors to the door and the queues while these want them: what {@code
 * cpu_shares} of docker-compose.yml do for containers, done with a control group of our own
 * (cgroups(7), version 1 or 2). It takes root; without it all have equal shares, and a line says
 * so.
 */
final class GivesWay implements AutoCloseable {

    private static final int END_ATTEMPTS = 50;
    private static final int PAUSE_MILLIS = 20;

    private final Optional<Path> group;

    private GivesWay(Optional<Path> group) {
        this.group = group;
    }

    /** An eighth of the share that everything outside of it has together. */
    private enum Version {
        ONE("/sys/fs/cgroup/cpu", "cpu.shares", "128"),
        TWO("/sys/fs/cgroup", "cpu.weight", "13");

        private final Path root;
        private final String file;
        private final String share;

        Version(String root, String file, String share) {
            this.root = Path.of(root);
            this.file = file;
            this.share = share;
        }

        private boolean isThere() {
            return Files.isWritable(root.resolve("cgroup.procs"));
        }

        private Path make() throws IOException {
            Path made = Files.createTempDirectory(root, "streamwheel-");
            try {
                Files.writeString(made.resolve(file), share);
                return made;
            } catch (IOException e) {
                Files.delete(made);
                throw e;
            }
        }
    }

    /** To be closed after the processes that it takes. */
    static GivesWay make() {
        try {
            for (Version version : Version.values()) {
                if (version.isThere()) {
                    return new GivesWay(Optional.of(version.make()));
                }
            }
        } catch (IOException e) {
            // As where there are no groups at all.
        }
        System.out.println("no control group for processors here: all processes share alike");
        return new GivesWay(Optional.empty());
    }

    /** A process with its children, and those it will have. */
    void take(ProcessHandle process) throws IOException {
        if (group.isEmpty()) {
            return;
        }
        take(process, group.get());
        try (Stream<ProcessHandle> children = process.descendants()) {
            for (ProcessHandle child : children.toList()) {
                take(child, group.get());
            }
        }
    }

    private static void take(ProcessHandle process, Path group) throws IOException {
        try {
            Files.writeString(group.resolve("cgroup.procs"), String.valueOf(process.pid()));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** A process that has just ended may still be in it for a moment. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (group.isEmpty()) {
            return;
        }
        for (int attempt = 1; Files.exists(group.get()); attempt++) {
            try {
                Files.delete(group.get());
            } catch (IOException e) {
                if (attempt == END_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
