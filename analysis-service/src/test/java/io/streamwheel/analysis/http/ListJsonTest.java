package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streamwheel.analysis.http.ListBody.Entry;
import io.streamwheel.analysis.http.ListBody.Model;
import io.streamwheel.analysis.recommend.Answer.Because;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** Holds what is written by hand against what Jackson makes of the records by itself. */
class ListJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.123456789Z");
    private static final Model MODEL = new Model("cosine", "7", NOW);

    /** With all that a list can have. */
    private static final Entry FULL =
            new Entry(
                    "a/b",
                    0.25f,
                    1,
                    "Tent",
                    "https://shop.example/a?b=\"c\"",
                    "https://shop.example/a.jpg",
                    9.5,
                    "EUR",
                    List.of(new Because("x", "viewed", 0.5f), new Because("y", "z\n", 1e-9f)));

    private static final Entry BARE = new Entry("b", 0, 2, null, null, null, null, null, List.of());

    /** Nothing, two to four bytes, what is escaped, and halves of pairs. */
    private static final List<String> TITLES =
            List.of(
                    "",
                    "\u00fc\u20ac\ud83c\udfd5",
                    "\0\u001f\u007f\\\"/\u2028",
                    "\ud83c",
                    "a\udfd5b");

    /** Takes the writer away, so that the members are found by reflection. */
    @JsonSerialize(using = ValueSerializer.None.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface ByItself {}

    private static final JsonMapper BEANS =
            JsonMapper.builder()
                    .addMixIn(ListBody.class, ByItself.class)
                    .addMixIn(Entry.class, ByItself.class)
                    .build();

    private static ListBody list(
            @Nullable Long version,
            @Nullable Model model,
            @Nullable String reason,
            Entry... items) {
        return new ListBody(
                "01M8", "home", version, "personal", true, NOW, 0.5, model, List.of(items), reason);
    }

    private static ListBody at(Instant asOf, double lagSeconds) {
        return new ListBody(
                "01M8", "home", 1L, "none", false, asOf, lagSeconds, null, List.of(), null);
    }

    private static Entry titled(String title) {
        return new Entry("a", 1, 1, title, null, null, null, null, List.of());
    }

    private static Entry worth(float score, double price) {
        return new Entry(
                "a",
                score,
                100,
                null,
                null,
                null,
                price,
                null,
                List.of(new Because("b", "viewed", score)));
    }

    static Stream<ListBody> lists() {
        List<ListBody> lists = new ArrayList<>();
        lists.add(list(null, null, null));
        lists.add(list(Long.MAX_VALUE, MODEL, "there are no \"items\" yet", FULL, BARE, FULL));
        lists.add(list(1L, null, null, BARE));
        lists.add(list(null, MODEL, null, FULL));
        for (String asOf : List.of("2026-11-22T09:00:00Z", "1970-01-01T00:00:00.120Z")) {
            lists.add(at(Instant.parse(asOf), 0));
        }
        for (double number : new double[] {1e21, 1e-7, 123456.789, Double.NaN, 1.0 / 0}) {
            lists.add(at(NOW, number));
            lists.add(list(1L, MODEL, null, worth((float) number, number)));
        }
        for (String title : TITLES) {
            lists.add(list(1L, MODEL, null, titled(title)));
        }
        Entry[] longer = new Entry[100];
        Arrays.fill(longer, FULL);
        lists.add(list(1L, MODEL, null, longer));
        lists.add(list(1L, MODEL, null, titled("\u20ac".repeat(20_000))));
        return lists.stream();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void bytesAreThoseThatJacksonMakesByItself(ListBody list) {
        byte[] byItself = BEANS.writeValueAsBytes(list);
        assertThat(ListJson.bytes(list).toByteArray()).isEqualTo(byItself);
        assertThat(JsonMapper.builder().build().writeValueAsBytes(list)).isEqualTo(byItself);
    }

    @Test
    void everyMemberHasItsPlace() {
        assertThat(ListJson.bytes(list(3L, MODEL, "why", FULL)).toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"recommendationId":"01M8","scenario":"home","scenarioVersion":3,\
                        "strategy":"personal","fallback":true,"asOf":"2026-11-22T09:00:00.123456789Z",\
                        "lagSeconds":0.5,"model":{"name":"cosine","version":"7",\
                        "trainedAt":"2026-11-22T09:00:00.123456789Z"},"items":[{"itemId":"a/b",\
                        "score":0.25,"rank":1,"title":"Tent","url":"https://shop.example/a?b=\\"c\\"",\
                        "imageUrl":"https://shop.example/a.jpg","price":9.5,"currency":"EUR",\
                        "because":[{"itemId":"x","kind":"viewed","weight":0.5},\
                        {"itemId":"y","kind":"z\\n","weight":1.0E-9}]}],"reason":"why"}\
                        """);
    }
}
