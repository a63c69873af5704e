package io.streamwheel.benchmarks.store;

import io.streamwheel.event.EnrichedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * {@code COPY} of rows like the product's into tables like its own, with the same indexes; text
 * format, as psql has it. Nobody asks whether an event was there before.
 */
final class Copy {

    private final Database database;

    Copy(Database database) throws SQLException {
        this.database = database;
        for (String table : List.of("event", "interaction", "event_receipt")) {
            database.execute("DROP TABLE IF EXISTS %s_copy".formatted(table));
            database.execute("CREATE TABLE %1$s_copy (LIKE %1$s INCLUDING ALL)".formatted(table));
        }
    }

    /** Into table {@code event} alone. */
    void writeEvents(List<EnrichedEvent> batch) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            copy(connection, "event_copy", batch, each -> event(each, key(each)));
        }
    }

    /** All rows that a batch makes: events, interactions and receipts, in one transaction. */
    void writeAll(List<EnrichedEvent> batch) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            List<UUID> keys = batch.stream().map(Copy::key).toList();
            Iterator<UUID> ofEvent = keys.iterator();
            copy(connection, "event_copy", batch, each -> event(each, ofEvent.next()));
            Iterator<UUID> ofInteraction = keys.iterator();
            copy(
                    connection,
                    "interaction_copy",
                    batch,
                    each -> interaction(each, ofInteraction.next()));
            Iterator<UUID> ofReceipt = keys.iterator();
            copy(connection, "event_receipt_copy", batch, each -> receipt(each, ofReceipt.next()));
            connection.commit();
        }
    }

    /** Each as a line in the text format of {@code COPY}. */
    static <T> void copy(
            Connection connection, String table, List<T> batch, Function<T, String> row)
            throws SQLException {
        StringBuilder rows = new StringBuilder(batch.size() * 600);
        for (T each : batch) {
            rows.append(row.apply(each)).append('\n');
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn in =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY %s FROM STDIN".formatted(table));
        in.writeToCopy(bytes, 0, bytes.length);
        in.endCopy();
    }

    /** A row of table {@code event}, in the order of its columns. */
    static String event(EnrichedEvent event, UUID key) {
        return String.join(
                "\t",
                key.toString(),
                "1",
                event.id(),
                event.type(),
                event.userId(),
                "t",
                event.anonymousId(),
                event.sessionId(),
                "\\N",
                "\\N",
                event.occurredAt().toString(),
                event.receivedAt().toString(),
                event.receivedAt().toString(),
                event.payload().toText().replace("\\", "\\\\"));
    }

    private static String interaction(EnrichedEvent event, UUID key) {
        return String.join(
                "\t",
                key.toString(),
                "0",
                "1",
                event.userId(),
                "t",
                event.interactions().getFirst().itemId(),
                event.type(),
                "\\N",
                event.occurredAt().toString());
    }

    private static String receipt(EnrichedEvent event, UUID key) {
        return String.join(
                "\t",
                event.receivedAt().toString().substring(0, 10),
                UUID.randomUUID().toString(),
                String.valueOf(event.copyId()),
                "stored",
                "\\N",
                key.toString());
    }

    /** As the product's: time first, then chance. */
    static UUID key(EnrichedEvent event) {
        long time = event.originalAt().toEpochMilli() << 16;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(time | random.nextInt(1 << 16), random.nextLong());
    }
}
