package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.catalogue.NewestFacts.Fact;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes and updates items from what events say about them. Per field, and per property, the newest
 * event wins, in whatever order they come. {@code updated_at} moves only when a value changes, so
 * that a popular item, about which every event says the same, stays quiet in its index.
 */
public final class ItemFactsWriter {

    private static final JsonFactory JSON = new JsonFactory();

    // A field is replaced when the one that comes is newer; nothing said yet is older than
    // anything.
    private static final String UPSERT =
            """
            INSERT INTO item AS i (site_id, item_id, title, title_at, categories, categories_at, url, url_at,
                                   image_url, image_url_at, price, price_at, currency, currency_at,
                                   observed, created_at, updated_at)
            SELECT n.site_id, n.item_id, n.title, n.title_at::timestamptz,
                   n.categories::text[], n.categories_at::timestamptz, n.url, n.url_at::timestamptz,
                   n.image_url, n.image_url_at::timestamptz, n.price, n.price_at::timestamptz,
                   n.currency, n.currency_at::timestamptz,
                   newest_properties(NULL, n.observed::jsonb, NULL), clock_timestamp(), clock_timestamp()
            FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::float8[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS n (site_id, item_id, title, title_at, categories, categories_at, url, url_at,
                      image_url, image_url_at, price, price_at, currency, currency_at, observed)
            ON CONFLICT (site_id, item_id) DO UPDATE SET
            """
                    + newest("title")
                    + newest("categories")
                    + newest("url")
                    + newest("image_url")
                    + newest("price")
                    + newest("currency")
                    + """
                    observed = newest_properties(i.observed, excluded.observed, i.properties_at),
                    updated_at = CASE WHEN
                    """
                    + List.of("title", "categories", "url", "image_url", "price", "currency")
                            .stream()
                            .map(ItemFactsWriter::changes)
                            .collect(Collectors.joining(" OR "))
                    + """
                     OR property_values(newest_properties(i.observed, excluded.observed, i.properties_at))
                        IS DISTINCT FROM property_values(i.observed)
                    """
                    + " THEN clock_timestamp() ELSE i.updated_at END WHERE "
                    + List.of("title", "categories", "url", "image_url", "price", "currency")
                            .stream()
                            .map(ItemFactsWriter::isNewer)
                            .collect(Collectors.joining(" OR "))
                    + """
                     OR newest_properties(i.observed, excluded.observed, i.properties_at)
                        IS DISTINCT FROM i.observed
                    """;

    private record Key(int siteId, String itemId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingInt(Key::siteId).thenComparing(Key::itemId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private ItemFactsWriter() {}

    /** Upserts one row per item, in one order for all writers. */
    public static void write(Connection connection, Collection<ObservedFacts> observed)
            throws SQLException {
        Map<Key, NewestFacts> items = new TreeMap<>();
        for (ObservedFacts each : observed) {
            items.computeIfAbsent(
                            new Key(each.site().value(), each.facts().itemId()),
                            _ -> new NewestFacts())
                    .add(each.facts(), each.occurredAt());
        }
        if (items.isEmpty()) {
            return;
        }
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
                times[i] = fact == null ? null : fact.at().toString();
                i++;
            }
            add(type, values);
            add("text", times);
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

    private static String newest(String field) {
        return "%1$s = CASE WHEN %2$s THEN excluded.%1$s ELSE i.%1$s END, %1$s_at = CASE WHEN %2$s THEN excluded.%1$s_at ELSE i.%1$s_at END,\n"
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
