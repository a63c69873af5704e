package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads table {@code item}. */
final class JdbcItemReader implements ItemReader {

    private static final int FETCH = 5_000;

    /** What {@link #item} reads, to be used after SELECT or RETURNING. */
    static final String COLUMNS =
            """
            item_id, title, categories, url, image_url, price, currency, available, available_from, available_until,
            hidden, properties, property_values(observed) AS observed, deleted_at, updated_at, created_at, site_id
            """;

    private static final String PAGE =
            "SELECT "
                    + COLUMNS
                    + """
                    FROM item
                    WHERE site_id = ? AND item_id > ? AND deleted_at IS NULL
                          AND (? = '' OR item_id = ? OR title ILIKE ? ESCAPE '!')
                    ORDER BY item_id LIMIT ?
                    """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    JdbcItemReader(DataSource source, PlatformTransactionManager transactions) {
        jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(FETCH);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @Override
    public Optional<Item> find(SiteId site, String itemId) {
        return jdbc
                .query(
                        "SELECT "
                                + COLUMNS
                                + "FROM item WHERE site_id = ? AND item_id = ? AND deleted_at IS NULL",
                        JdbcItemReader::item,
                        site.value(),
                        itemId)
                .stream()
                .findFirst();
    }

    @Override
    public List<Item> page(SiteId site, String query, @Nullable String after, int limit) {
        String like = "%" + query.replaceAll("[!%_]", "!$0") + "%";
        return jdbc.query(
                PAGE,
                JdbcItemReader::item,
                site.value(),
                after == null ? "" : after,
                query,
                query,
                like,
                limit);
    }

    @Override
    public void changedSince(Instant from, BiConsumer<SiteId, Item> each) {
        reading.executeWithoutResult(transaction ->
                jdbc.query(
                        "SELECT " + COLUMNS + "FROM item WHERE updated_at >= ?",
                        row -> {
                            each.accept(new SiteId(row.getInt("site_id")), item(row, 0));
                        },
                        from.atOffset(ZoneOffset.UTC)));
    }

    static Item item(ResultSet row, int number) throws SQLException {
        double price = row.getDouble("price");
        boolean priceless = row.wasNull();
        Instant updatedAt = instant(row, "updated_at");
        Instant createdAt = instant(row, "created_at");
        return new Item(
                row.getString("item_id"),
                row.getString("title"),
                categories(row),
                row.getString("url"),
                row.getString("image_url"),
                priceless ? null : price,
                row.getString("currency"),
                row.getBoolean("available"),
                instant(row, "available_from"),
                instant(row, "available_until"),
                row.getBoolean("hidden"),
                ItemProperties.shown(row.getString("properties"), row.getString("observed")),
                row.getObject("deleted_at") != null,
                updatedAt == null ? Instant.EPOCH : updatedAt,
                createdAt == null ? Instant.EPOCH : createdAt);
    }

    private static List<String> categories(ResultSet row) throws SQLException {
        Array array = row.getArray("categories");
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
