package io.streamwheel.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory and what runs in it. Everything ends in the reverse order of its start, and
 * then the directory goes: when this is closed, or when this JVM is told to end.
 */
public final class Scratch implements AutoCloseable {

    private final Path directory;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Shares shares;

    private Scratch(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes it.
     *
     * @param name the beginning of the directory's
     */
    public static Scratch make(String name) throws IOException {
        Scratch scratch =
                new Scratch(
                        Files.createTempDirectory(
                                name,
                                // A database that gives up the rights of root must be able to
                                // enter.
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwxr-xr-x"))));
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::close, "end-" + name));
        return scratch;
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** What starts something that must end with the rest. */
    @FunctionalInterface
    interface Start<T extends AutoCloseable, E extends Exception> {
        T start() throws E;
    }

    /** Starts it; nothing after the end, and no end between a start and our knowing of it. */
    synchronized <T extends AutoCloseable, E extends Exception> T keep(Start<T, E> start) throws E {
        if (closed) {
            throw new IllegalStateException("this measurement has ended");
        }
        T started = start.start();
        running.push(started);
        return started;
    }

    /** One for all; it ends after those that began later. */
    synchronized Shares shares() {
        if (shares == null) {
            shares = keep(Shares::make);
        }
        return shares;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        running.forEach(Scratch::end);
        delete();
    }

    /** One that does not end must not keep the others. */
    private static void end(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            System.err.println("did not end: " + e);
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (NoSuchFileException e) {
                            // Gone is gone.
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            System.err.println("not removed: " + e);
        }
    }
}
