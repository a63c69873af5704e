package io.streamwheel.benchmarks.store;

import io.streamwheel.event.EnrichedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * {@code COPY} into a table like {@code event}, with the same indexes; text format, as psql has it.
 */
final class Copy {

    private final Database database;

    Copy(Database database) throws SQLException {
        this.database = database;
        database.execute("DROP TABLE IF EXISTS event_copy");
        database.execute("CREATE TABLE event_copy (LIKE event INCLUDING ALL)");
    }

    void write(List<EnrichedEvent> batch) throws SQLException {
        StringBuilder rows = new StringBuilder(batch.size() * 600);
        for (EnrichedEvent each : batch) {
            rows.append(key(each)).append("\t1\t").append(each.id()).append('\t');
            rows.append(each.type()).append('\t').append(each.userId()).append("\tt\t");
            rows.append(each.anonymousId()).append('\t').append(each.sessionId());
            rows.append("\t\\N\t\\N\t").append(each.occurredAt()).append('\t');
            rows.append(each.receivedAt()).append('\t').append(each.receivedAt()).append('\t');
            rows.append(each.payload().toText().replace("\\", "\\\\")).append('\n');
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try (Connection connection = database.pool().getConnection()) {
            CopyIn in =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY event_copy FROM STDIN");
            in.writeToCopy(bytes, 0, bytes.length);
            in.endCopy();
        }
    }

    /** As the product's: time first, then chance. */
    private static UUID key(EnrichedEvent event) {
        long time = event.originalAt().toEpochMilli() << 16;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(time | random.nextInt(1 << 16), random.nextLong());
    }
}
