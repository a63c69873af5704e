package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the processors, as {@code cpu_shares} of docker-compose.yml give them to containers,
 * with control groups of our own (cgroups(7), version 1 or 2). They count while the processors are
 * all busy. It takes root; without it all have equal shares, and a line says so.
 */
final class Shares implements AutoCloseable {

    private static final int END_ATTEMPTS = 50;
    private static final int PAUSE_MILLIS = 20;

    private final @Nullable Version version;
    private final Map<Container, Path> groups = new EnumMap<>(Container.class);

    private Shares(@Nullable Version version) {
        this.version = version;
    }

    private enum Version {
        ONE("/sys/fs/cgroup/cpu", "cpu.shares") {
            @Override
            int value(int shares) {
                return shares;
            }
        },
        TWO("/sys/fs/cgroup", "cpu.weight") {
            /** As container runtimes turn 2 to 262,144 into 1 to 10,000. */
            @Override
            int value(int shares) {
                return 1 + (shares - 2) * 9_999 / 262_142;
            }
        };

        private final Path root;
        private final String file;

        Version(String root, String file) {
            this.root = Path.of(root);
            this.file = file;
        }

        abstract int value(int shares);

        private Path make(Container container) throws IOException {
            Path made = Files.createTempDirectory(root, "streamwheel-" + container.slug() + "-");
            try {
                Files.writeString(made.resolve(file), String.valueOf(value(container.shares())));
                return made;
            } catch (IOException e) {
                Files.delete(made);
                throw e;
            }
        }
    }

    /**
     * To be closed after the processes that have some. This process, and what it starts, has those
     * of clients.
     */
    static Shares make() {
        for (Version version : Version.values()) {
            if (Files.isWritable(version.root.resolve("cgroup.procs"))) {
                Shares shares = new Shares(version);
                try {
                    shares.give(Container.CLIENTS, ProcessHandle.current());
                    return shares;
                } catch (IOException e) {
                    // As where there are no groups at all.
                }
            }
        }
        System.out.println("no control group for processors here: all processes share alike");
        return new Shares(null);
    }

    /** To a process with its children, and those it will have. */
    void give(Container container, ProcessHandle process) throws IOException {
        if (version == null) {
            return;
        }
        Path group = groups.get(container);
        if (group == null) {
            group = version.make(container);
            groups.put(container, group);
        }
        move(process, group);
        try (Stream<ProcessHandle> children = process.descendants()) {
            for (ProcessHandle child : children.toList()) {
                move(child, group);
            }
        }
    }

    private static void move(ProcessHandle process, Path group) throws IOException {
        try {
            Files.writeString(group.resolve("cgroup.procs"), String.valueOf(process.pid()));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** A process that has just ended may still be in its group for a moment. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (version != null) {
            move(ProcessHandle.current(), version.root);
            for (Path group : groups.values()) {
                delete(group);
            }
        }
    }

    private static void delete(Path group) throws IOException, InterruptedException {
        for (int attempt = 1; Files.exists(group); attempt++) {
            try {
                Files.delete(group);
            } catch (IOException e) {
                if (attempt == END_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
