package io.streamwheel.analysis.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.analysis.MigratedDatabase;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.catalogue.ObservedFacts;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What events tell of an item's properties beside what people say. */
class ITItemProperties {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO_COME = Instant.parse("2100-01-01T00:00:00Z");

    private static MigratedDatabase database;
    private static int sites;

    private ItemReader reader;
    private ItemFactsWriter observed;
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
        observed = new ItemFactsWriter();
        writer =
                new JdbcItemWriter(
                        JdbcClient.create(database.dataSource()), transactions, observed);
        site = database.newSite("properties-" + ++sites);
    }

    @Test
    void theNewestOfEachPropertyWinsInAnyOrder() throws SQLException {
        List<ObservedFacts> told =
                new ArrayList<>(
                        List.of(
                                facts(LONG_AGO, Map.of("brand", "\"Old\"", "size", "\"M\"")),
                                facts(
                                        LONG_AGO.plusSeconds(2),
                                        Map.of("brand", "\"Acme \\\"1\\\"\"")),
                                facts(
                                        LONG_AGO.plusSeconds(1),
                                        Map.of("brand", "\"Older\"", "position", "3")),
                                facts(LONG_AGO.plusSeconds(3), Map.of())));
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            open();
            Collections.shuffle(told, random);
            int cut = random.nextInt(told.size() + 1);
            observe(told.subList(0, cut));
            observe(told.subList(cut, told.size()));
            assertThat(properties())
                    .isEqualTo(json("{'brand':'Acme \\'1\\'','size':'M','position':3}"));
        }
    }

    @Test
    void whatPeopleSayCountsFromThenOn() throws SQLException {
        observe(List.of(facts(LONG_AGO, Map.of("brand", "\"Acme\"", "size", "\"M\""))));
        Item said = put("{'properties':{'brand':'Shop','colour':'red'}}");
        assertThat(json(said.properties())).isEqualTo(json("{'brand':'Shop','colour':'red'}"));

        observe(
                List.of(
                        facts(
                                LONG_AGO.plusSeconds(1),
                                Map.of("brand", "\"Late\"", "size", "\"L\""))));
        assertThat(properties()).isEqualTo(json("{'brand':'Shop','colour':'red'}"));

        observe(List.of(facts(TO_COME, Map.of("brand", "\"New\""))));
        assertThat(properties()).isEqualTo(json("{'brand':'New','colour':'red'}"));

        writer.patch(site, edit("{'title':'Tent'}"));
        assertThat(properties()).isEqualTo(json("{'brand':'New','colour':'red'}"));

        assertThat(put("{'title':'Tent'}").properties()).isNull();
    }

    @Test
    void whatPeopleSaidStaysAsWrittenWhileNothingIsObserved() throws SQLException {
        put("{'properties':{'n':1.5,'big':123456789012345678901234567890}}");
        observe(List.of(facts(TO_COME, Map.of("brand", "\"A\""))));

        assertThat(reader.find(site, "p").orElseThrow().properties())
                .isEqualTo("{\"n\":1.5,\"big\":123456789012345678901234567890,\"brand\":\"A\"}");
    }

    @Test
    void oneItemKeepsAsManyAsItMay() throws SQLException {
        for (int event = 0; event < 8; event++) {
            Map<String, String> properties = new HashMap<>();
            for (int i = 0; i < 10; i++) {
                properties.put("p" + event + "-" + i, "1");
            }
            observe(List.of(facts(LONG_AGO.plusSeconds(event), properties)));
        }

        assertThat(properties().size()).isEqualTo(50);
        assertThat(properties().has("p7-9")).isTrue();
        assertThat(properties().has("p2-9")).isFalse();
    }

    @Test
    void saidAgainTheyDoNotUpdateTheItem() throws SQLException {
        observe(List.of(facts(LONG_AGO, Map.of("brand", "\"A\""))));
        Instant before = reader.find(site, "p").orElseThrow().updatedAt();
        observe(List.of(facts(LONG_AGO.plusSeconds(1), Map.of("brand", "\"A\""))));
        assertThat(reader.find(site, "p").orElseThrow().updatedAt()).isEqualTo(before);
        observe(List.of(facts(LONG_AGO.plusSeconds(2), Map.of("brand", "\"B\""))));
        assertThat(reader.find(site, "p").orElseThrow().updatedAt()).isAfter(before);
    }

    @Test
    void whatIsSaidAgainWithinAMinuteIsNotAskedAboutUnlessSomebodyChangedIt() throws SQLException {
        observe(List.of(facts(TO_COME, Map.of("brand", "\"A\""))));
        database.execute("UPDATE item SET observed = NULL WHERE site_id = " + site.value());
        observe(List.of(facts(TO_COME.plusSeconds(59), Map.of("brand", "\"A\""))));
        assertThat(
                        database.number(
                                "SELECT count(*) FROM item WHERE observed IS NOT NULL AND site_id = "
                                        + site.value()))
                .isZero();

        put("{'properties':{'brand':'Shop'}}");
        assertThat(properties()).isEqualTo(json("{'brand':'Shop'}"));
        observe(List.of(facts(TO_COME.plusSeconds(59), Map.of("brand", "\"A\""))));
        assertThat(properties()).isEqualTo(json("{'brand':'A'}"));
    }

    @Test
    void whatWasNotCommittedIsNotRemembered() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            observed.write(
                    connection,
                    List.of(
                            new ObservedFacts(
                                    site,
                                    facts(LONG_AGO, Map.of("brand", "\"A\"")).facts(),
                                    LONG_AGO)));
            connection.rollback();
        }
        observe(List.of(facts(LONG_AGO, Map.of("brand", "\"A\""))));
        assertThat(properties()).isEqualTo(json("{'brand':'A'}"));
    }

    private static ObservedFacts facts(Instant at, Map<String, String> properties) {
        Map<String, Payload> values = new HashMap<>();
        properties.forEach((name, json) -> values.put(name, Payload.of(json)));
        return new ObservedFacts(
                new SiteId(1), new ItemFacts("p", null, null, null, null, null, null, values), at);
    }

    private void observe(List<ObservedFacts> told) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            observed.committed(
                    observed.write(
                            connection,
                            told.stream()
                                    .map(each ->
                                            new ObservedFacts(
                                                    site, each.facts(), each.occurredAt()))
                                    .toList()));
        }
    }

    private JsonNode properties() {
        return json(reader.find(site, "p").orElseThrow().properties());
    }

    private Item put(String json) {
        return writer.put(site, List.of(edit(json).whole())).getFirst();
    }

    private static ItemEdit edit(String json) {
        return ItemParser.parse(json(json), "p").edit();
    }

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json.replace("\\'", "\\\"").replace('\'', '"'));
    }
}
