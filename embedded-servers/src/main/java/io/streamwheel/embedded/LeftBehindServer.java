package io.streamwheel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that runs on a cluster though whoever started it is gone. A number in {@code
 * postmaster.pid} is not enough to end a process: it must be PostgreSQL, and on this cluster.
 */
final class LeftBehindServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehindServer.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ProcessHandle process;
    private final Path cluster;

    private LeftBehindServer(ProcessHandle process, Path cluster) {
        this.process = process;
        this.cluster = cluster;
    }

    /** The server that {@code cluster/postmaster.pid} names, if it lives. */
    static Optional<LeftBehindServer> in(Path cluster) {
        return pid(cluster.resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isPostgresOn(process, cluster))
                .map(process -> new LeftBehindServer(process, cluster));
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(lines.getFirst()));
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isPostgresOn(ProcessHandle process, Path cluster) {
        String command = process.info().command().orElse("");
        String name = Path.of(command).getFileName() + "";
        if (!name.equals("postgres") && !name.equals("postgres.exe")) {
            return false;
        }
        Path workingDirectory = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            // PostgreSQL works inside its cluster.
            return Files.isSameFile(workingDirectory, cluster);
        } catch (IOException e) {
            return process.info().commandLine().orElse("").contains(cluster.toString());
        }
    }

    /** Asks it to stop, and makes it when that takes longer than {@code patience}. */
    void end(Duration patience) {
        LOG.info("Ending the PostgreSQL server {} that was left behind", process.pid());
        process.destroy();
        if (!goneWithin(patience)) {
            // Its children would go by themselves, unless they hang as well.
            List<ProcessHandle> family = process.descendants().toList();
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            if (!goneWithin(patience)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
            forget();
        }
    }

    /** The next server would take a zombie's number in this file for a rival. */
    private void forget() {
        try {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A zombie that nobody collects is gone too, though the system still lists it. */
    private boolean goneWithin(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && isPostgresOn(process, cluster)) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }
}
