package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.live.LiveFilter;
import io.streamwheel.analysis.live.Tick;
import io.streamwheel.analysis.live.Watch;
import io.streamwheel.analysis.live.WatchTable;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code live_watch} and {@code live_tick}. */
final class JdbcWatchTable implements WatchTable {

    private static final String RENEW =
            """
            INSERT INTO live_watch (watch_id, instance, site_id, fate, type, visitor, item, until)
            SELECT n.watch_id, ?, n.site_id, n.fate, n.type, n.visitor, n.item, now() + interval '10 seconds'
            FROM unnest(?::text[]::uuid[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS n (watch_id, site_id, fate, type, visitor, item)
            ON CONFLICT (watch_id) DO UPDATE SET until = excluded.until
            """;

    private static final String ALL =
            "SELECT watch_id, instance, site_id, fate, type, visitor, item, until < now() AS over FROM live_watch";

    private static final String END =
            "DELETE FROM live_watch WHERE watch_id = ANY (?::text[]::uuid[])";

    private static final String SEND =
            "INSERT INTO live_tick (watch_id, tick) SELECT watch_id, ?::json FROM live_watch WHERE watch_id = ?";

    private static final String RECEIVE =
            "DELETE FROM live_tick WHERE watch_id = ANY (?::text[]::uuid[]) RETURNING watch_id, tick";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    JdbcWatchTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public List<Entry> renew(UUID instance, Collection<Watch> own) {
        List<UUID> ids = own.stream().map(Watch::id).toList();
        if (!own.isEmpty()) {
            jdbc.update(
                    RENEW,
                    instance,
                    texts(ids),
                    own.stream().map(watch -> watch.site().value()).toArray(Integer[]::new),
                    texts(own, LiveFilter::fate),
                    texts(own, LiveFilter::type),
                    texts(own, LiveFilter::visitor),
                    texts(own, LiveFilter::item));
        }
        List<Entry> others = new ArrayList<>();
        List<UUID> over = new ArrayList<>();
        jdbc.query(
                ALL,
                row -> {
                    UUID id = row.getObject("watch_id", UUID.class);
                    boolean ours = instance.equals(row.getObject("instance", UUID.class));
                    if (row.getBoolean("over") || (ours && !ids.contains(id))) {
                        over.add(id);
                    } else if (!ours) {
                        others.add(
                                new Entry(
                                        id,
                                        new SiteId(row.getInt("site_id")),
                                        new LiveFilter(
                                                row.getString("fate"),
                                                row.getString("type"),
                                                row.getString("visitor"),
                                                row.getString("item"))));
                    }
                });
        if (!over.isEmpty()) {
            jdbc.update(END, (Object) texts(over));
        }
        return others;
    }

    private static String[] texts(Collection<Watch> own, Function<LiveFilter, String> of) {
        return own.stream().map(Watch::filter).map(of).toArray(String[]::new);
    }

    /** The driver knows arrays of texts, and none of keys. */
    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    @Override
    public void send(UUID watch, Tick tick) {
        try {
            jdbc.update(SEND, json.writeValueAsString(tick), watch);
        } catch (DataIntegrityViolationException endedThisMoment) {
            // The one for whom it was went while it was written.
        }
    }

    @Override
    public Map<UUID, List<Tick>> receive(Collection<UUID> watches) {
        Map<UUID, List<Tick>> received = new HashMap<>();
        jdbc.query(
                RECEIVE,
                row -> {
                    received.computeIfAbsent(
                                    row.getObject("watch_id", UUID.class), _ -> new ArrayList<>())
                            .add(json.readValue(row.getString("tick"), Tick.class));
                },
                (Object) texts(watches));
        return received;
    }
}
