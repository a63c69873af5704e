package io.streamwheel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the directory of an {@link EmbeddedDatabase}: the cluster, its password, its log, a
 * mark that says that the cluster was made to the end, and a lock. Who holds the lock may take a
 * running server for left behind.
 */
final class DatabaseDirectory {

    private static final long MAX_LOG_BYTES = 10L << 20;
    private static final int LOG_LINES = 5;

    private final Path root;
    private final FileChannel lockFile;

    private DatabaseDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory when it is absent.
     *
     * @throws IllegalStateException another process uses it
     */
    static DatabaseDirectory lock(Path path) {
        try {
            Path root = Files.createDirectories(path).toRealPath();
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("another process uses the database in " + path);
            }
            DatabaseDirectory directory = new DatabaseDirectory(root, channel);
            directory.trimLog();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database has no use of " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very JVM
        }
    }

    void unlock() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    private Path completeMark() {
        return root.resolve("complete");
    }

    /** The password of the cluster, made with it. */
    String password() throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, Passwords.random());
        }
        return Files.readString(file).strip();
    }

    void endLeftBehindServer(Duration patience) {
        LeftBehindServer.in(cluster()).ifPresent(server -> server.end(patience));
    }

    /** A kill in the middle of making the cluster leaves one that never starts. */
    void removeHalfMadeCluster() throws IOException {
        if (Files.exists(completeMark())) {
            return;
        }
        Files.deleteIfExists(passwordFile());
        if (Files.exists(cluster())) {
            try (Stream<Path> files = Files.walk(cluster())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    void markComplete() throws IOException {
        if (!Files.exists(completeMark())) {
            Files.createFile(completeMark());
        }
    }

    private void trimLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > MAX_LOG_BYTES) {
            Files.delete(log());
        }
    }

    /** The last words of the server, for a message. */
    String endOfLog() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join(
                    " | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
