package io.streamwheel.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory with all that lasts. One process at a time has it. */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Makes the directory when it is absent, and locks it until {@link #close()}. */
    static DataDirectory open(Path path) throws CannotStartException {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new CannotStartException(
                        "another Streamwheel uses the data directory "
                                + path
                                + ". End that one, or choose another directory with --data-dir.");
            }
            return new DataDirectory(path, channel);
        } catch (IOException problem) {
            throw new CannotStartException(
                    "the data directory " + path + " cannot be used: " + problem, problem);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null; // by this very process
        }
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path database() {
        return path.resolve("database");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path keys() {
        return path.resolve("keys.properties");
    }

    /** When the visitors of the demo shop stopped being invented. */
    Path demoMoment() {
        return path.resolve("demo-moment");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
