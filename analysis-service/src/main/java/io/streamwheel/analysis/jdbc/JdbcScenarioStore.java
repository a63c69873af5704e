package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.ScenarioChangedException;
import io.streamwheel.analysis.scenario.ScenarioParser;
import io.streamwheel.analysis.scenario.ScenarioSettings;
import io.streamwheel.analysis.scenario.ScenarioStore;
import io.streamwheel.analysis.scenario.StoredScenario;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code scenario}. */
final class JdbcScenarioStore implements ScenarioStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcScenarioStore.class);

    private static final String STATE =
            """
            SELECT count(*) || ' ' || coalesce(sum(version), 0) FROM scenario
            """;

    private static final String ALL =
            """
            SELECT site_id, name, version, body, updated_at FROM scenario
            """;

    // Changes of one site wait for each other, so that two cannot both be the last that there is
    // room for, or both follow the same version.
    private static final String LOCK =
            """
            SELECT site_id FROM site WHERE site_id = ? FOR NO KEY UPDATE
            """;

    private static final String STANDING =
            """
            SELECT version FROM scenario WHERE site_id = ? AND name = ?
            """;

    private static final String OTHERS =
            """
            SELECT count(*) FROM scenario WHERE site_id = ? AND name <> ?
            """;

    private static final String PUT =
            """
            INSERT INTO scenario (site_id, name, body) VALUES (?, ?, ?)
            ON CONFLICT (site_id, name) DO UPDATE
            SET body = excluded.body, version = excluded.version, updated_at = excluded.updated_at
            RETURNING version, updated_at
            """;

    private static final String DELETE =
            """
            DELETE FROM scenario WHERE site_id = ? AND name = ?
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcScenarioStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String state() {
        return jdbc.sql(STATE).query(String.class).single();
    }

    @Override
    public Map<SiteId, Map<String, StoredScenario>> all(
            Map<SiteId, Map<String, StoredScenario>> known) {
        Map<SiteId, Map<String, StoredScenario>> all = new HashMap<>();
        jdbc.sql(ALL)
                .query(row -> {
                    SiteId site = new SiteId(row.getInt("site_id"));
                    StoredScenario before =
                            known.getOrDefault(site, Map.of()).get(row.getString("name"));
                    StoredScenario now = scenario(row, before);
                    if (now != null) {
                        all.computeIfAbsent(site, s -> new HashMap<>())
                                .put(now.scenario().name(), now);
                    }
                });
        all.replaceAll((site, ofSite) -> Map.copyOf(ofSite));
        return Map.copyOf(all);
    }

    /** What a newer program has stored and this one cannot read leaves the former one in place. */
    private static @Nullable StoredScenario scenario(ResultSet row, @Nullable StoredScenario before)
            throws SQLException {
        long version = row.getLong("version");
        if (before != null && before.scenario().version() == version) {
            return before;
        }
        String name = row.getString("name");
        ScenarioSettings settings = settings(row.getString("body"));
        if (settings == null) {
            log.warn("scenario {} of site {} cannot be read", name, row.getInt("site_id"));
            return before;
        }
        Instant updatedAt = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        return new StoredScenario(Scenario.of(name, version, settings), updatedAt);
    }

    private static @Nullable ScenarioSettings settings(String body) {
        try {
            return ScenarioParser.parse(JsonMapper.shared().readTree(body)).settings();
        } catch (JacksonException broken) {
            return null;
        }
    }

    @Override
    public Optional<StoredScenario> put(
            SiteId site,
            String name,
            String body,
            ScenarioSettings settings,
            int most,
            LongPredicate replaceable) {
        StoredScenario stored =
                transaction.execute(status -> {
                    lock(site, name, replaceable);
                    int others =
                            jdbc.sql(OTHERS)
                                    .params(site.value(), name)
                                    .query(Integer.class)
                                    .single();
                    return others < most ? write(site, name, body, settings) : null;
                });
        return Optional.ofNullable(stored);
    }

    private StoredScenario write(SiteId site, String name, String body, ScenarioSettings settings) {
        return jdbc.sql(PUT)
                .params(site.value(), name, body)
                .query((row, number) ->
                        new StoredScenario(
                                Scenario.of(name, row.getLong("version"), settings),
                                row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    @Override
    public boolean delete(SiteId site, String name, LongPredicate deletable) {
        return Boolean.TRUE.equals(
                transaction.execute(status -> {
                    lock(site, name, deletable);
                    return jdbc.sql(DELETE).params(site.value(), name).update() > 0;
                }));
    }

    /** From here on nobody else changes a scenario of the site, and this one may be changed. */
    private void lock(SiteId site, String name, LongPredicate changeable) {
        jdbc.sql(LOCK).param(site.value()).query(Integer.class).single();
        long version =
                jdbc.sql(STANDING)
                        .params(site.value(), name)
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        if (!changeable.test(version)) {
            throw new ScenarioChangedException(name, version);
        }
    }
}
