package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.ScoreCard;
import io.streamwheel.analysis.site.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code model_build}. */
final class JdbcBuildLog implements BuildLog {

    private static final String COLUMNS =
            """
            SELECT build_id, site_id, state, trigger, progress, started_at, heartbeat_at, finished_at, interactions,
                   score_card, chosen, reason
            FROM model_build
            """;

    private static final String GIVE_UP_STALE =
            """
            UPDATE model_build SET state = 'failed', finished_at = :now, reason = 'the process that built it ended'
            WHERE site_id = :site AND state = 'running' AND heartbeat_at < :stale
            """;

    private static final String BEGIN =
            """
            INSERT INTO model_build (site_id, state, trigger, started_at, heartbeat_at)
            VALUES (:site, 'running', :trigger, :now, :now)
            ON CONFLICT (site_id) WHERE state = 'running' DO NOTHING
            RETURNING build_id
            """;

    private static final String NOTE =
            """
            UPDATE model_build SET state = :state, progress = :progress, heartbeat_at = :heartbeat, finished_at = :finished,
                   interactions = :interactions, score_card = CAST(:card AS json), chosen = :chosen, reason = :reason
            WHERE build_id = :id AND state = 'running'
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcBuildLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Opened open(SiteId site, String trigger, Instant now, Instant staleBefore) {
        jdbc.sql(GIVE_UP_STALE)
                .param("now", at(now))
                .param("site", site.value())
                .param("stale", at(staleBefore))
                .update();
        // Between a refused insert and the look at who refused it, that one may end: then try
        // again.
        while (true) {
            Optional<Long> begun =
                    jdbc.sql(BEGIN)
                            .param("site", site.value())
                            .param("trigger", trigger)
                            .param("now", at(now))
                            .query(Long.class)
                            .optional();
            Optional<Build> running = begun.flatMap(id -> find(site, id)).or(() -> running(site));
            if (running.isPresent()) {
                return new Opened(running.get(), begun.isPresent());
            }
        }
    }

    private Optional<Build> running(SiteId site) {
        return jdbc.sql(COLUMNS + "WHERE site_id = :site AND state = 'running'")
                .param("site", site.value())
                .query(this::build)
                .optional();
    }

    @Override
    public boolean note(Build build) {
        return jdbc.sql(NOTE)
                        .param("state", build.state().name().toLowerCase(Locale.ROOT))
                        .param("progress", build.progress())
                        .param("heartbeat", at(build.heartbeatAt()))
                        .param("finished", at(build.finishedAt()))
                        .param("interactions", build.interactions())
                        .param("card", write(build.scoreCard()))
                        .param("chosen", build.chosen())
                        .param("reason", build.reason())
                        .param("id", build.id())
                        .update()
                == 1;
    }

    @Override
    public Optional<Build> find(SiteId site, long id) {
        return jdbc.sql(COLUMNS + "WHERE site_id = :site AND build_id = :id")
                .param("site", site.value())
                .param("id", id)
                .query(this::build)
                .optional();
    }

    @Override
    public List<Build> newest(SiteId site, int limit) {
        return jdbc.sql(COLUMNS + "WHERE site_id = :site ORDER BY build_id DESC LIMIT :limit")
                .param("site", site.value())
                .param("limit", limit)
                .query(this::build)
                .list();
    }

    private Build build(ResultSet row, int number) throws SQLException {
        String card = row.getString("score_card");
        return new Build(
                row.getLong("build_id"),
                new SiteId(row.getInt("site_id")),
                Build.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("trigger"),
                row.getDouble("progress"),
                instant(row, "started_at"),
                instant(row, "heartbeat_at"),
                row.getObject("finished_at") == null ? null : instant(row, "finished_at"),
                row.getObject("interactions", Long.class),
                card == null ? null : json.readValue(card, ScoreCard.class),
                row.getString("chosen"),
                row.getString("reason"));
    }

    private @Nullable String write(@Nullable ScoreCard card) {
        return card == null ? null : json.writeValueAsString(card);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
