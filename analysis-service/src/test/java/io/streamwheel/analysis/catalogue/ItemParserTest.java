package io.streamwheel.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ItemParserTest {

    private static ItemParser.Parsed parse(String json) {
        return ItemParser.parse(JsonMapper.shared().readTree(json), "p1");
    }

    @Test
    void readsEveryFieldAsItCame() {
        Item item =
                parse(
                                """
                                {"title":"'; DROP TABLE","categories":["a","b","a"],"url":"u","imageUrl":"i","price":9.5,
                                 "currency":"EUR","available":false,"availableFrom":"2026-01-01T00:00:00Z","hidden":true,
                                 "properties":{"k":[1]}}\
                                """)
                        .edit()
                        .item();
        assertThat(item.title()).isEqualTo("'; DROP TABLE");
        assertThat(item.categories()).containsExactly("a", "b");
        assertThat(item.price()).isEqualTo(9.5);
        assertThat(item.available()).isFalse();
        assertThat(item.hidden()).isTrue();
        assertThat(item.properties()).isEqualTo("{\"k\":[1]}");
    }

    @Test
    void nullSaysNothingIsThereAndAbsenceSaysNothing() {
        assertThat(parse("{\"title\":null}").edit().said()).containsExactly(ItemField.TITLE);
        assertThat(parse("{}").edit().said()).isEmpty();
        assertThat(parse("{}").edit().item().available()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":5}|/title",
                "{\"title\":\"a\\u0000b\"}|/title",
                "{\"title\":\"\\ud800\"}|/title",
                "{\"categories\":\"c\"}|/categories",
                "{\"categories\":[\"\"]}|/categories/0",
                "{\"price\":-1}|/price",
                "{\"price\":\"1\"}|/price",
                "{\"price\":1e400}|/price",
                "{\"price\":1BIG}|/price",
                "{\"currency\":\"eur\"}|/currency",
                "{\"available\":\"yes\"}|/available",
                "{\"availableFrom\":\"tomorrow\"}|/availableFrom",
                "{\"properties\":[]}|/properties"
            })
    void pointsAtWhatIsWrong(String written, String pointer) {
        String json = written.replace("BIG", "0".repeat(400));
        assertThat(parse(json).edit()).isNull();
        assertThat(parse(json).errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @Test
    void aBodyThatIsNoObjectIsWrongAsAWhole() {
        assertThat(parse("[]").errors()).extracting(FieldError::pointer).containsExactly("");
    }
}
