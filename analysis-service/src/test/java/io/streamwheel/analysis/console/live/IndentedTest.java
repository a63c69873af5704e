package io.streamwheel.analysis.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndentedTest {

    @Test
    void everyPartHasItsLineAndStaysAsItWasWritten() {
        assertThat(
                        Indented.of(
                                "{\"a\":1.10,\"b\" :[1e400, {\"c\":\"x,{\\\"\\u0041\"}],\"d\":{ },\"e\":[]}"))
                .isEqualTo(
                        """
                        {
                          "a": 1.10,
                          "b": [
                            1e400,
                            {
                              "c": "x,{\\"\\u0041"
                            }
                          ],
                          "d": {},
                          "e": []
                        }\
                        """);
    }

    @Test
    void whatIsNoJsonStaysWhole() {
        for (String text : new String[] {"", "{", "{\"a\":}", "a,b", "{} {}", "[1,]"}) {
            assertThat(Indented.of(text)).isEqualTo(text);
        }
    }

    @Test
    void aValueAloneIsJsonToo() {
        assertThat(Indented.of(" \"a\\\\\" ")).isEqualTo("\"a\\\\\"");
        assertThat(Indented.of("17")).isEqualTo("17");
    }
}
