package io.streamwheel.analysis.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.streamwheel.analysis.catalogue.NewestFacts.Fact;
import io.streamwheel.analysis.site.SiteId;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes and updates items from what events say about them. Per field, and per property, the newest
 * event wins, in whatever order they come. {@code updated_at} moves only when a value changes, so
 * that a popular item, about which every event says the same, stays quiet in its index.
 *
 * <p>What says the same again is written when it is newer by a minute, and not before, and what was
 * written within the last minute is remembered, so that most of what events say is not even asked
 * about. So a fact that was said, contradicted and said again within that time may be taken for
 * older than the contradiction, if this comes last or was written by another process. The next
 * event about the item sets it right.
 */
public final class ItemFactsWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private static final List<String> FIELDS =
            List.of("title", "categories", "url", "image_url", "price", "currency");

    // What says nothing new is left out before a row is locked or written: of most events about an
    // item that is all. A field is replaced when the one that comes is newer; nothing said yet is
    // older than anything. A function with a query in it costs tens of microseconds a call, so it
    // is asked about properties only where something is said of them.
    private static final String UPSERT =
            """
            INSERT INTO item AS i (site_id, item_id, title, title_at, categories, categories_at, url, url_at,
                                   image_url, image_url_at, price, price_at, currency, currency_at,
                                   observed, created_at, updated_at)
            SELECT n.site_id, n.item_id, n.title, time_of(n.title_at), n.categories::text[], time_of(n.categories_at),
                   n.url, time_of(n.url_at), n.image_url, time_of(n.image_url_at), n.price, time_of(n.price_at),
                   n.currency, time_of(n.currency_at),
                   CASE WHEN n.observed IS NOT NULL THEN newest_properties(NULL, n.observed::jsonb, NULL) END,
                   clock_timestamp(), clock_timestamp()
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS n (site_id, item_id, title, title_at, categories, categories_at, url, url_at,
                      image_url, image_url_at, price, price_at, currency, currency_at, observed)
            LEFT JOIN LATERAL (
                SELECT * FROM item WHERE site_id = n.site_id AND item_id = n.item_id OFFSET 0) AS k ON true
            WHERE k.item_id IS NULL
               OR (n.observed IS NOT NULL AND says_more(k.observed, n.observed::jsonb, k.properties_at))
               OR %1$s
            ON CONFLICT (site_id, item_id) DO UPDATE SET
                %2$s,
                observed = CASE WHEN excluded.observed IS NULL THEN i.observed
                                ELSE newest_properties(i.observed, excluded.observed, i.properties_at) END,
                updated_at = CASE
                    WHEN %3$s
                         OR (excluded.observed IS NOT NULL
                             AND property_values(newest_properties(i.observed, excluded.observed, i.properties_at))
                                 IS DISTINCT FROM property_values(i.observed))
                    THEN clock_timestamp() ELSE i.updated_at END
            WHERE %4$s
               OR (excluded.observed IS NOT NULL
                   AND newest_properties(i.observed, excluded.observed, i.properties_at) IS DISTINCT FROM i.observed)
            """
                    .formatted(
                            each(" OR ", ItemFactsWriter::saysMore),
                            each(", ", ItemFactsWriter::newest),
                            each(" OR ", ItemFactsWriter::changes),
                            each(" OR ", ItemFactsWriter::isNewer));

    /** A few megabytes, by how much is said of items. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofMinutes(1);

    private record Key(int siteId, String itemId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingInt(Key::siteId).thenComparing(Key::itemId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** What was written of an item. */
    public static final class Written {

        private final Key key;
        private final NewestFacts facts;

        private Written(Key key, NewestFacts facts) {
            this.key = key;
            this.facts = facts;
        }
    }

    private final Cache<Key, NewestFacts> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

    /**
     * Upserts one row per item, in one order for all writers.
     *
     * @return what the table has once the transaction is committed, for {@link #committed}
     */
    public List<Written> write(Connection connection, Collection<ObservedFacts> observed)
            throws SQLException {
        Map<Key, NewestFacts> items = new TreeMap<>();
        for (ObservedFacts each : observed) {
            items.computeIfAbsent(
                            new Key(each.site().value(), each.facts().itemId()),
                            _ -> new NewestFacts())
                    .add(each.facts(), each.occurredAt());
        }
        items.entrySet().removeIf(each -> isRemembered(each.getKey(), each.getValue()));
        if (!items.isEmpty()) {
            upsert(connection, items);
        }
        return items.entrySet().stream()
                .map(each -> new Written(each.getKey(), each.getValue()))
                .toList();
    }

    /** The transaction that wrote this was committed. */
    public void committed(List<Written> written) {
        for (Written each : written) {
            remembered.asMap().merge(each.key, each.facts, NewestFacts::with);
        }
    }

    /** Somebody has changed an item: what events say of it now may be news again. */
    public void forget(SiteId site, String itemId) {
        remembered.invalidate(new Key(site.value(), itemId));
    }

    private boolean isRemembered(Key key, NewestFacts facts) {
        return remembered.getIfPresent(key) instanceof NewestFacts known
                && facts.addsNothingTo(known, STALE);
    }

    private static void upsert(Connection connection, Map<Key, NewestFacts> items)
            throws SQLException {
        Collection<NewestFacts> facts = items.values();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            Row row = new Row(connection, statement);
            row.add("int4", items.keySet().stream().map(Key::siteId).toArray());
            row.add("text", items.keySet().stream().map(Key::itemId).toArray());
            row.add("text", facts, NewestFacts::title, Function.identity());
            row.add("text", facts, NewestFacts::categories, ItemFactsWriter::arrayLiteral);
            row.add("text", facts, NewestFacts::url, Function.identity());
            row.add("text", facts, NewestFacts::imageUrl, Function.identity());
            row.add("float8", facts, NewestFacts::price, Function.identity());
            row.add("text", facts, NewestFacts::currency, Function.identity());
            row.add("text", facts.stream().map(ItemFactsWriter::observed).toArray());
            statement.executeUpdate();
        }
    }

    /** Binds column after column. */
    private static final class Row {

        private final Connection connection;
        private final PreparedStatement statement;
        private int column;

        Row(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void add(String type, @Nullable Object[] values) throws SQLException {
            column++;
            statement.setArray(column, connection.createArrayOf(type, values));
        }

        /** A fact is two columns: its value and its time. */
        <T> void add(
                String type,
                Collection<NewestFacts> items,
                Function<NewestFacts, @Nullable Fact<T>> field,
                Function<T, ? extends Object> form)
                throws SQLException {
            @Nullable Object[] values = new @Nullable Object[items.size()];
            @Nullable Object[] times = new @Nullable Object[items.size()];
            int i = 0;
            for (NewestFacts item : items) {
                Fact<T> fact = field.apply(item);
                values[i] = fact == null ? null : form.apply(fact.value());
                times[i] = fact == null ? null : fact.at().toEpochMilli();
                i++;
            }
            add(type, values);
            add("int8", times);
        }
    }

    /** {@code {"brand":{"value":"Acme","at":1795337452329}}}, or {@code null} for nothing. */
    private static @Nullable String observed(NewestFacts item) {
        if (item.properties().isEmpty()) {
            return null;
        }
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
            out.writeStartObject();
            item.properties()
                    .forEach((name, fact) -> {
                        out.writeObjectPropertyStart(name);
                        out.writeName("value");
                        out.writeRawValue(fact.value().toText());
                        out.writeNumberProperty("at", fact.at().toEpochMilli());
                        out.writeEndObject();
                    });
            out.writeEndObject();
        }
        return json.toString();
    }

    private static String each(String between, UnaryOperator<String> sql) {
        return FIELDS.stream().map(sql).collect(Collectors.joining(between));
    }

    private static String saysMore(String field) {
        return """
        (n.%1$s_at IS NOT NULL AND (k.%1$s_at IS NULL OR (time_of(n.%1$s_at) > k.%1$s_at
           AND (n.%2$s IS DISTINCT FROM k.%1$s OR is_stale(k.%1$s_at, time_of(n.%1$s_at))))))
        """
                .formatted(field, field.equals("categories") ? "categories::text[]" : field);
    }

    private static String newest(String field) {
        return "%1$s = CASE WHEN %2$s THEN excluded.%1$s ELSE i.%1$s END, %1$s_at = CASE WHEN %2$s THEN excluded.%1$s_at ELSE i.%1$s_at END"
                .formatted(field, isNewer(field));
    }

    private static String isNewer(String field) {
        return "COALESCE(excluded.%1$s_at > COALESCE(i.%1$s_at, '-infinity'), false)"
                .formatted(field);
    }

    private static String changes(String field) {
        return "(%2$s AND excluded.%1$s IS DISTINCT FROM i.%1$s)".formatted(field, isNewer(field));
    }

    /**
     * Rows of unequal length do not fit into one array, so each travels as PostgreSQL's text of it.
     */
    static String arrayLiteral(List<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
