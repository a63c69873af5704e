package io.streamwheel.analysis.rows;

import io.streamwheel.event.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * Rows in the binary format of {@code COPY} (PostgreSQL manual, "COPY", "Binary Format"): of all
 * ways into a table the one that costs the server least, since nothing is parsed and a page takes
 * many rows at once.
 *
 * <p>A row is begun, and then each of its fields is given in the order of the columns.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int NULL = -1;

    /** How many dimensions, whether there are nulls, of what, how many, the first one's number. */
    private static final int ARRAY_HEADER = 5 * Integer.BYTES;

    private static final short END = -1;

    /** PostgreSQL counts from 2000. */
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final long FIRST_SECOND = Duration.ofDays(FIRST_DAY).toSeconds();

    private static final long MICROS = 1_000_000L;
    private static final int NANOS_IN_MICRO = 1_000;

    private final short columns;
    private ByteBuffer buffer;

    /**
     * @param columns of each row
     * @param size in bytes of all rows, as a guess
     */
    public BinaryRows(int columns, int size) {
        this.columns = (short) columns;
        buffer = ByteBuffer.allocate(HEADER + size);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins the next row. */
    public BinaryRows row() {
        room(Short.BYTES).putShort(columns);
        return this;
    }

    public BinaryRows uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        field(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    public BinaryRows smallint(int value) {
        field(Short.BYTES).putShort((short) value);
        return this;
    }

    public BinaryRows integer(int value) {
        field(Integer.BYTES).putInt(value);
        return this;
    }

    public BinaryRows bigint(long value) {
        field(Long.BYTES).putLong(value);
        return this;
    }

    public BinaryRows bool(boolean value) {
        field(Byte.BYTES).put((byte) (value ? 1 : 0));
        return this;
    }

    public BinaryRows real(@Nullable Double value) {
        if (value == null) {
            return nothing();
        }
        field(Double.BYTES).putDouble(value);
        return this;
    }

    public BinaryRows date(LocalDate value) {
        field(Integer.BYTES).putInt(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
        return this;
    }

    /**
     * To the microsecond.
     *
     * @throws ArithmeticException beyond what a {@code timestamptz} can count
     */
    public BinaryRows time(Instant value) {
        long micros = Math.multiplyExact(value.getEpochSecond() - FIRST_SECOND, MICROS);
        field(Long.BYTES).putLong(Math.addExact(micros, value.getNano() / NANOS_IN_MICRO));
        return this;
    }

    public BinaryRows text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        field(bytes.length).put(bytes);
        return this;
    }

    /** Bytes that are a text already, for a column of texts or of JSON. */
    public BinaryRows text(Payload value) {
        field(value.size()).put(value.array(), value.offset(), value.size());
        return this;
    }

    /** Bytes that are JSON already, in this order, for a column of {@code json[]}. */
    public BinaryRows jsons(List<Payload> values) {
        int size = ARRAY_HEADER;
        for (Payload each : values) {
            size += Integer.BYTES + each.size();
        }
        field(size).putInt(1).putInt(0).putInt(Oid.JSON).putInt(values.size()).putInt(1);
        values.forEach(this::text);
        return this;
    }

    private BinaryRows nothing() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private ByteBuffer field(int length) {
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            byte[] larger = Arrays.copyOf(buffer.array(), Math.max(needed, needed << 1));
            buffer = ByteBuffer.wrap(larger).position(buffer.position());
        }
        return buffer;
    }

    /**
     * Sends the rows, in the transaction of the connection.
     *
     * @param table with the columns of a row: {@code "event (event_key, ...)"}
     * @throws SQLException also when one row is there already: none is written then, and the
     *     transaction has failed
     */
    public void copyInto(Connection connection, String table) throws SQLException {
        room(Short.BYTES).putShort(END);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY %s FROM STDIN (FORMAT binary)".formatted(table));
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.endCopy();
        } catch (SQLException e) {
            cancel(copy, e);
            throw e;
        }
    }

    /**
     * The table that has one of the rows already, if that is why they were refused.
     *
     * @return of a partitioned table, the partition; null when it failed for another reason
     */
    public static @Nullable String conflictIn(SQLException failure) {
        return failure instanceof PSQLException e
                        && e.getServerErrorMessage() instanceof ServerErrorMessage message
                        && PSQLState.UNIQUE_VIOLATION.getState().equals(message.getSQLState())
                ? message.getTable()
                : null;
    }

    /** Else the connection would wait for rows, also in the rollback. */
    private static void cancel(CopyIn copy, SQLException cause) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
