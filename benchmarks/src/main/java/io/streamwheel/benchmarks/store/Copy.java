package io.streamwheel.benchmarks.store;

import io.streamwheel.analysis.rows.BinaryRows;
import io.streamwheel.event.EnrichedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * {@code COPY} of rows like the product's into tables like its own, with the same indexes; text
 * format, as psql has it. Nobody asks whether an event was there before.
 */
final class Copy {

    private static final String COLUMNS =
            """
            event_key, site_id, event_id, type, visitor, known, anonymous_id, session_id, target_user_id,
            recommendation_id, occurred_at, received_at, stored_at\
            """;

    /** The columns of {@link #event}. */
    static final String WITH_PAYLOAD = COLUMNS + ", payload";

    /** In a row, as the product has them. */
    private static final int PAYLOADS = 64;

    private final Database database;
    private final AtomicLong payloads = new AtomicLong();

    Copy(Database database) throws SQLException {
        this.database = database;
        for (String table : List.of("event", "event_payload", "interaction", "event_receipt")) {
            database.execute("DROP TABLE IF EXISTS %s_copy".formatted(table));
            database.execute("CREATE TABLE %1$s_copy (LIKE %1$s INCLUDING ALL)".formatted(table));
        }
        // It is a partition's in the product, so nothing tells it of the table of all days.
        database.execute("CREATE UNIQUE INDEX ON event_receipt_copy (id_hash)");
    }

    /** Events and their payloads alone, in one transaction. */
    void writeEvents(List<EnrichedEvent> batch) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            copyEvents(connection, batch, batch.stream().map(Copy::key).toList());
            connection.commit();
        }
    }

    /** All rows that a batch makes: events, interactions and receipts, in one transaction. */
    void writeAll(List<EnrichedEvent> batch) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            List<UUID> keys = batch.stream().map(Copy::key).toList();
            copyEvents(connection, batch, keys);
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

    private void copyEvents(Connection connection, List<EnrichedEvent> batch, List<UUID> keys)
            throws SQLException {
        long payload = payloads.getAndAdd(batch.size());
        Iterator<UUID> ofEvent = keys.iterator();
        AtomicInteger number = new AtomicInteger();
        copy(
                connection,
                "event_copy (%s, payload_id, payload_position)".formatted(COLUMNS),
                batch,
                each -> {
                    int place = number.getAndIncrement();
                    return String.join(
                            "\t",
                            columns(each, ofEvent.next()),
                            String.valueOf(payload + place / PAYLOADS),
                            String.valueOf(place % PAYLOADS + 1));
                });
        copyPayloads(connection, batch, payload);
    }

    /** Binary: as texts within an array in the text format each quote would be three bytes more. */
    private static void copyPayloads(Connection connection, List<EnrichedEvent> batch, long first)
            throws SQLException {
        BinaryRows rows = new BinaryRows(2, batch.size() * 500);
        for (int from = 0; from < batch.size(); from += PAYLOADS) {
            rows.row()
                    .bigint(first + from / PAYLOADS)
                    .jsons(
                            batch.subList(from, Math.min(batch.size(), from + PAYLOADS)).stream()
                                    .map(EnrichedEvent::payload)
                                    .toList());
        }
        rows.copyInto(connection, "event_payload_copy (payload_id, payloads)");
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

    /** A row of table {@code event} with the payload in it: {@link #WITH_PAYLOAD}. */
    static String event(EnrichedEvent event, UUID key) {
        return columns(event, key) + '\t' + event.payload().toText().replace("\\", "\\\\");
    }

    private static String columns(EnrichedEvent event, UUID key) {
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
                event.receivedAt().toString());
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
