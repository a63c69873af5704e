package io.streamwheel.ingest.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.BodyFormat;
import io.streamwheel.ingest.scan.Candidate;
import io.streamwheel.ingest.scan.RequestScanner;
import io.streamwheel.ingest.scan.ScanLimits;
import io.streamwheel.ingest.scan.Violation;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    private final RequestScanner scanner = new RequestScanner(ScanLimits.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'view','userId':'u','itemId':'p'}",
                "{'id':'','type':'view','userId':'u','itemId':'p'}",
                "{'id':null,'type':'view','anonymousId':'a','itemId':'p','value':null}",
                "{'type':'page','anonymousId':'a','userId':''}",
                "{'type':'follow','userId':'u','targetUserId':'v'}",
                "{'type':'my.own-type_1','userId':'u'}",
                "{'type':'view','userId':'u','itemId':'p','timestamp':'2026-01-05T10:00:00.123456789+05:30'}",
                "{'type':'purchase','userId':'u','itemId':'p','value':1e308}",
                "{'type':'view','userId':'u','itemId':'a/../b%2Fc d?e#f','site':'x','receivedAt':7,'item':['x']}",
                "{'type':'view','userId':'\\ud83e\\udded','itemId':'café 日本'}"
            })
    void goodEventsPass(String event) {
        assertThat(check(event)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'userId':'u'} | missing-field | /type",
                "{'type':'','userId':'u'} | missing-field | /type",
                "{'type':7,'userId':'u'} | invalid-field | /type",
                "{'type':'View','userId':'u'} | invalid-field | /type",
                "{'type':'page'} | missing-field | /userId",
                "{'type':'page','userId':'','anonymousId':null} | missing-field | /userId",
                "{'type':'page','userId':{'$ne':null}} | invalid-field | /userId",
                "{'type':'page','userId':['u']} | invalid-field | /userId",
                "{'type':'page','userId':'a\\u0000b'} | invalid-field | /userId",
                "{'type':'page','userId':'\\ud800'} | invalid-field | /userId",
                "{'type':'page','userId':'\\udc00\\ud800'} | invalid-field | /userId",
                "{'type':'view','userId':'u'} | missing-field | /itemId",
                "{'type':'view','userId':'u','itemId':5} | invalid-field | /itemId",
                "{'type':'follow','userId':'u'} | missing-field | /targetUserId",
                "{'type':'unfollow','userId':'u','targetUserId':''} | missing-field | /targetUserId",
                "{'type':'page','userId':'u','id':12345678901234567890} | invalid-field | /id",
                "{'type':'page','userId':'u','id':true} | invalid-field | /id",
                "{'type':'page','userId':'u','timestamp':'yesterday'} | invalid-field | /timestamp",
                "{'type':'page','userId':'u','timestamp':'2026-02-30T10:00:00Z'} | invalid-field | /timestamp",
                "{'type':'page','userId':'u','timestamp':'2026-01-05T10:00:00'} | invalid-field | /timestamp",
                "{'type':'page','userId':'u','timestamp':1767607200} | invalid-field | /timestamp",
                "{'type':'page','userId':'u','value':'NaN'} | invalid-field | /value",
                "{'type':'page','userId':'u','value':1e999} | invalid-field | /value",
                "{'type':'page','userId':'u','value':{}} | invalid-field | /value",
            })
    void badEventsAreToldWhatIsWrongAndWhere(String event, String slug, String pointer) {
        assertThat(check(event))
                .isNotNull()
                .satisfies(it -> {
                    assertThat(it.slug()).isEqualTo(slug);
                    assertThat(it.pointer()).isEqualTo(pointer);
                    assertThat(it.detail()).startsWith(pointer.substring(1));
                });
    }

    @Test
    void lengthsAreCountedInCharactersAndNotInCodeUnits() {
        assertThat(check(with("id", "i".repeat(128)))).isNull();
        assertThat(check(with("id", "🧭".repeat(128)))).isNull();
        assertThat(check(with("id", "i".repeat(129)))).isNotNull();
        assertThat(check(with("userId", "u".repeat(256)))).isNull();
        assertThat(check(with("userId", "u".repeat(257)))).isNotNull();
        assertThat(check(with("anonymousId", "u".repeat(257)))).isNotNull();
        assertThat(check(with("targetUserId", "u".repeat(257)))).isNotNull();
        assertThat(check(with("itemId", "🧭".repeat(257)))).isNotNull();
    }

    @Test
    void twoHundredPropertiesPassAndOneMoreDoesNot() {
        assertThat(check(properties(200))).isNull();
        assertThat(check(properties(201)))
                .extracting(Violation::slug)
                .isEqualTo("too-many-properties");
    }

    @Test
    void aNameOf128CharactersPassesAndOneMoreDoesNot() {
        assertThat(check(named("k".repeat(128)))).isNull();
        assertThat(check(named("🧭".repeat(128)))).isNull();
        assertThat(check(named("k".repeat(129))))
                .extracting(Violation::slug)
                .isEqualTo("name-too-long");
        String pairsAfterwards = "k".repeat(129) + "':1,'" + "🧭".repeat(100);
        assertThat(check(named(pairsAfterwards)))
                .extracting(Violation::slug)
                .isEqualTo("name-too-long");
    }

    private static String with(String field, String value) {
        String others = "userId".equals(field) ? "" : "'userId':'u',";
        return "{'type':'page'," + others + "'" + field + "':'" + value + "'}";
    }

    private static String named(String name) {
        return "{'type':'page','userId':'u','properties':{'a':[{'" + name + "':1}]}}";
    }

    private static String properties(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'p" + i + "':1")
                .collect(
                        Collectors.joining(
                                ",", "{'type':'page','userId':'u','properties':{", "}}"));
    }

    private @Nullable Violation check(String event) {
        byte[] bytes = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Candidate entry = scanner.scan(Body.of(bytes), BodyFormat.JSON).entries().getFirst();
        return EventRules.check(((Candidate.Event) entry).fields());
    }
}
