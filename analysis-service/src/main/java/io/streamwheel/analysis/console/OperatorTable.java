package io.streamwheel.analysis.console;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code console_operator}. */
final class OperatorTable {

    private static final String ADD =
            """
            INSERT INTO console_operator (name, password_hash) VALUES (?, ?) ON CONFLICT (name) DO NOTHING
            """;

    private static final String PUT =
            """
            INSERT INTO console_operator AS o (name, password_hash) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash, changed_at = now()
            """;

    private final JdbcClient database;

    OperatorTable(JdbcClient database) {
        this.database = database;
    }

    Optional<String> hashOf(String name) {
        return database.sql("SELECT password_hash FROM console_operator WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    /** Whether it was this call that made the account: of several at once, one. */
    boolean addIfAbsent(String name, String hash) {
        return database.sql(ADD).param(name).param(hash).update() > 0;
    }

    void put(String name, String hash) {
        database.sql(PUT).param(name).param(hash).update();
    }
}
