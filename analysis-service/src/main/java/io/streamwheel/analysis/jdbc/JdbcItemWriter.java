package io.streamwheel.analysis.jdbc;

import static io.streamwheel.analysis.jdbc.JdbcItemReader.COLUMNS;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.catalogue.ItemField;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.site.SiteId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes to table {@code item} what people say. What they say counts from now: only an event with a
 * later time changes it again.
 */
final class JdbcItemWriter implements ItemWriter {

    private static final String VALUES =
            """
            (site_id, item_id, title, title_at, categories, categories_at, url, url_at, image_url, image_url_at,
             price, price_at, currency, currency_at, available, available_from, available_until, hidden, properties,
             properties_at, created_at, updated_at)
            VALUES (:site, :item, :title, clock_timestamp(), :categories, clock_timestamp(), :url, clock_timestamp(),
                    :image_url, clock_timestamp(), :price, clock_timestamp(), :currency, clock_timestamp(), :available,
                    :available_from, :available_until, :hidden, CAST(:properties AS json), clock_timestamp(),
                    clock_timestamp(), clock_timestamp())
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ItemFactsWriter observed;

    JdbcItemWriter(
            JdbcClient jdbc, PlatformTransactionManager transactions, ItemFactsWriter observed) {
        this.jdbc = jdbc;
        this.observed = observed;
        transaction = new TransactionTemplate(transactions);
    }

    /** One order of writing for all, so that two batches cannot wait for each other. */
    @Override
    public List<Item> put(SiteId site, List<ItemEdit> edits) {
        List<ItemEdit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparing(edit -> edit.item().itemId()));
        Map<String, Item> written = new HashMap<>();
        transaction.executeWithoutResult(status -> {
            for (ItemEdit edit : ordered) {
                String sql =
                        "INSERT INTO item AS i "
                                + VALUES
                                + "ON CONFLICT (site_id, item_id) DO UPDATE SET "
                                + assignments(edit)
                                + ", deleted_at = NULL RETURNING "
                                + COLUMNS;
                written.put(edit.item().itemId(), write(sql, site, edit).orElseThrow());
            }
        });
        written.keySet().forEach(item -> observed.forget(site, item));
        return edits.stream()
                .map(edit -> written.get(edit.item().itemId()))
                .collect(Collectors.toList());
    }

    @Override
    public Optional<Item> patch(SiteId site, ItemEdit edit) {
        String sql =
                "UPDATE item AS i SET "
                        + assignments(edit)
                        + " WHERE site_id = :site AND item_id = :item AND deleted_at IS NULL RETURNING "
                        + COLUMNS;
        Optional<Item> written = write(sql, site, edit);
        observed.forget(site, edit.item().itemId());
        return written;
    }

    @Override
    public Optional<Item> delete(SiteId site, String itemId) {
        return jdbc.sql(
                        """
                        UPDATE item SET deleted_at = clock_timestamp(), updated_at = clock_timestamp()
                        WHERE site_id = :site AND item_id = :item AND deleted_at IS NULL RETURNING
                        """
                                + COLUMNS)
                .param("site", site.value())
                .param("item", itemId)
                .query(JdbcItemReader::item)
                .optional();
    }

    /** Names come from an enum, values are parameters. */
    private static String assignments(ItemEdit edit) {
        StringBuilder sql = new StringBuilder("updated_at = clock_timestamp()");
        for (ItemField field : ItemField.values()) {
            if (edit.said().contains(field)) {
                String column = field.name().toLowerCase(Locale.ROOT);
                String value =
                        field == ItemField.PROPERTIES ? "CAST(:properties AS json)" : ":" + column;
                sql.append(", ").append(column).append(" = ").append(value);
                if (field.compareTo(ItemField.CURRENCY) <= 0 || field == ItemField.PROPERTIES) {
                    sql.append(", ").append(column).append("_at = clock_timestamp()");
                }
                if (field == ItemField.PROPERTIES) {
                    sql.append(", observed = NULL"); // older than what is said now
                }
            }
        }
        return sql.toString();
    }

    private Optional<Item> write(String sql, SiteId site, ItemEdit edit) {
        Item item = edit.item();
        return jdbc.sql(sql)
                .param("site", site.value())
                .param("item", item.itemId())
                .param("title", item.title(), Types.VARCHAR)
                .param("categories", item.categories().toArray(String[]::new))
                .param("url", item.url(), Types.VARCHAR)
                .param("image_url", item.imageUrl(), Types.VARCHAR)
                .param("price", item.price(), Types.DOUBLE)
                .param("currency", item.currency(), Types.VARCHAR)
                .param("available", item.available())
                .param("available_from", at(item.availableFrom()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("available_until", at(item.availableUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("hidden", item.hidden())
                .param("properties", item.properties(), Types.VARCHAR)
                .query(JdbcItemReader::item)
                .optional();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
