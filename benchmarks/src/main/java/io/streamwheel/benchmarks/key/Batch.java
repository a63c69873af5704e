package io.streamwheel.benchmarks.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events as the four arrays that every {@link KeyDesign#insert} takes. */
record Batch(List<Arrival> arrivals) {

    /**
     * One event at the door.
     *
     * @param originalAt the client's own timestamp
     */
    record Arrival(String eventId, Instant originalAt) {

        UUID idHash() {
            try {
                byte[] hash =
                        MessageDigest.getInstance("MD5").digest(("1:" + eventId).getBytes(UTF_8));
                ByteBuffer bits = ByteBuffer.wrap(hash);
                return new UUID(bits.getLong(), bits.getLong());
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException("every Java has MD5", absent);
            }
        }

        UUID eventKey() {
            UUID hash = idHash();
            return new UUID(
                    (originalAt.toEpochMilli() << 16) | (hash.getMostSignificantBits() & 0xFFFF),
                    hash.getLeastSignificantBits());
        }
    }

    /** Inserts what is new, in its own transaction, and says how many that were. */
    int insert(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement);
            return statement.executeUpdate();
        }
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf("uuid", arrivals.stream().map(Arrival::idHash).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "uuid", arrivals.stream().map(Arrival::eventKey).toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "text", arrivals.stream().map(Arrival::eventId).toArray()));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "timestamptz",
                        arrivals.stream().map(a -> a.originalAt().toString()).toArray()));
    }
}
