package io.streamwheel.embedded;

import java.nio.file.Path;

/**
 * PostgreSQL as a child process, its binaries from the class path, its cluster under the data
 * directory, on a port of 127.0.0.1.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private EmbeddedDatabase() {}

    /**
     * Starts the server, making the cluster when the directory is empty, and returns when it
     * accepts connections. A server that a killed process left behind in this directory is ended
     * first.
     *
     * @param port 0 chooses a free one
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        throw new UnsupportedOperationException();
    }

    /** {@code jdbc:postgresql://127.0.0.1:PORT/streamwheel}; the database is there. */
    public String jdbcUrl() {
        throw new UnsupportedOperationException();
    }

    public String username() {
        throw new UnsupportedOperationException();
    }

    public String password() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
