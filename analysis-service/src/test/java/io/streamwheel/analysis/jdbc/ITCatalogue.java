package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.site.SiteId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

class ITCatalogue {

    private static MigratedDatabase database;
    private static int sites;

    private ItemReader reader;
    private ItemWriter writer;
    private SiteId site;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
        reader = new JdbcItemReader(database.dataSource(), transactions);
        writer =
                new JdbcItemWriter(
                        JdbcClient.create(database.dataSource()),
                        transactions,
                        new ItemFactsWriter());
        site = database.newSite("catalogue-" + ++sites);
    }

    private static ItemEdit edit(String id, String json) {
        return ItemParser.parse(JsonMapper.shared().readTree(json), id).edit();
    }

    private Item put(String id, String json) {
        return writer.put(site, List.of(edit(id, json).whole())).getFirst();
    }

    @Test
    void keepsTextAsItCame() {
        String title = "'; DROP TABLE interaction; -- $$ ${jndi:x} \\x00 \\N {a,\"b\"}";
        String json =
                JsonMapper.shared()
                        .writeValueAsString(
                                java.util.Map.of("title", title, "categories", List.of(title)));
        put("a/b ?", json);
        Item item = reader.find(site, "a/b ?").orElseThrow();
        assertThat(item.title()).isEqualTo(title);
        assertThat(item.categories()).containsExactly(title);
    }

    @Test
    void aPutIsTheWholeTruthAndAPatchAPart() {
        put("p", "{\"title\":\"Tent\",\"price\":5,\"properties\":{\"a\":1}}");
        Item patched = writer.patch(site, edit("p", "{\"price\":6}")).orElseThrow();
        assertThat(patched.title()).isEqualTo("Tent");
        assertThat(patched.price()).isEqualTo(6);
        assertThat(patched.properties()).isEqualTo("{\"a\":1}");
        Item replaced = put("p", "{\"title\":\"Tarp\"}");
        assertThat(replaced.price()).isNull();
        assertThat(replaced.properties()).isNull();
        assertThat(writer.patch(site, edit("q", "{\"price\":6}"))).isEmpty();
    }

    @Test
    void aDeletedItemIsGoneUntilItIsPutAgain() {
        put("p", "{\"title\":\"Tent\"}");
        assertThat(writer.delete(site, "p")).isPresent();
        assertThat(writer.delete(site, "p")).isEmpty();
        assertThat(reader.find(site, "p")).isEmpty();
        assertThat(writer.patch(site, edit("p", "{}"))).isEmpty();
        put("p", "{\"title\":\"Tent\"}");
        assertThat(reader.find(site, "p")).isPresent();
    }

    @Test
    void anotherSitesItemsAreNotThere() throws SQLException {
        put("p", "{\"title\":\"Tent\"}");
        SiteId other = database.newSite("catalogue-other-" + sites);
        assertThat(reader.find(other, "p")).isEmpty();
        assertThat(reader.page(other, "", null, 10)).isEmpty();
    }

    @Test
    void pagesAndSearchesWithoutPatternsOfTheStore() {
        for (String each : List.of("a", "b", "c")) {
            put(each, "{\"title\":\"100% " + each + "_Wool\"}");
        }
        put("d", "{\"title\":\"100 dwool\"}");
        assertThat(reader.page(site, "", null, 2))
                .extracting(Item::itemId)
                .containsExactly("a", "b");
        assertThat(reader.page(site, "", "b", 2))
                .extracting(Item::itemId)
                .containsExactly("c", "d");
        assertThat(reader.page(site, "100% ", null, 9)).hasSize(3);
        assertThat(reader.page(site, "_wool", null, 9)).hasSize(3);
        assertThat(reader.page(site, "d", null, 9)).extracting(Item::itemId).containsExactly("d");
    }

    @Test
    void whatAnotherProcessHidesIsGoneAtTheNextLook() {
        put("p", "{\"title\":\"Tent\"}");
        Catalogue catalogue = new Catalogue(reader);
        catalogue.refresh();
        assertThat(catalogue.servable(site, "p", Instant.now())).isTrue();
        writer.patch(site, edit("p", "{\"hidden\":true}"));
        catalogue.refresh();
        assertThat(catalogue.servable(site, "p", Instant.now())).isFalse();
        writer.patch(
                site, edit("p", "{\"hidden\":false,\"availableUntil\":\"2020-01-01T00:00:00Z\"}"));
        catalogue.refresh();
        assertThat(catalogue.servable(site, "p", Instant.now())).isFalse();
        assertThat(catalogue.servable(site, "p", Instant.parse("2019-01-01T00:00:00Z"))).isTrue();
    }
}
