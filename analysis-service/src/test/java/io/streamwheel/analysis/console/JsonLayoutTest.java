package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonLayoutTest {

    private static String of(String json) {
        return JsonLayout.of(json, Integer.MAX_VALUE);
    }

    @Test
    void aMemberHasALineAndNoTokenChanges() {
        assertThat(of("{\"a\":1.10, \"b\":[1e2,true,null],\"c\" : { },\"d\":[ ]}"))
                .isEqualTo(
                        """
                        {
                          "a": 1.10,
                          "b": [
                            1e2,
                            true,
                            null
                          ],
                          "c": {},
                          "d": []
                        }\
                        """);
    }

    @Test
    void whatStandsInTextsIsNoStructure() {
        String json = "{\"a{\\\"[,:\\\\\":\" } \\\\\\\" ]\"}";
        assertThat(of(json)).isEqualTo("{\n  \"a{\\\"[,:\\\\\": \" } \\\\\\\" ]\"\n}");
        assertThat(JsonMapper.shared().readTree(of(json)))
                .isEqualTo(JsonMapper.shared().readTree(json));
    }

    @Test
    void deepOnesDoNotGrowWithoutBound() {
        String deep = "[".repeat(400) + "1,".repeat(1000) + "1" + "]".repeat(400);
        assertThat(of(deep).length()).isLessThan(40 * 2_000);
        assertThat(JsonLayout.of(deep, 100).length()).isLessThan(200);
    }

    @Test
    void whatIsNoJsonStaysAsItIs() {
        for (String text : new String[] {"", "{", "{\"a\":}", "a,b", "{} {}", "[1,]", "17"}) {
            assertThat(JsonLayout.ofText(text)).isEqualTo(text);
        }
        assertThat(JsonLayout.ofText("[1]")).isEqualTo("[\n  1\n]");
    }
}
