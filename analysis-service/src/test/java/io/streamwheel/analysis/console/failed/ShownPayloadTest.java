package io.streamwheel.analysis.console.failed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownPayloadTest {

    private static ShownPayload of(String text) {
        return ShownPayload.of(text.getBytes(UTF_8), ShownPayload.SOME);
    }

    @Test
    void jsonIsLaidOutAndOtherTextIsAsItIs() {
        assertThat(of("{\"a\":1}").text()).isEqualTo("{\n  \"a\": 1\n}");
        assertThat(of("{\"a\":").text()).isEqualTo("{\"a\":");
        assertThat(of("").text()).isEmpty();
        assertThat(of("{\"a\":1}").cut()).isFalse();
    }

    @Test
    void whatNobodyCouldSeeIsWritten() {
        assertThat(of("a\0b\u202ec\u200dd\ne").text()).isEqualTo("a\\u0000b\\u202Ec\u200dd\ne");
    }

    @Test
    void bytesAreInHexadecimalWithTheirLetters() {
        ShownPayload shown = ShownPayload.of(new byte[] {(byte) 0xff, '<', 'a', 0}, 100);
        assertThat(shown.binary()).isTrue();
        assertThat(shown.text()).isEqualTo("000000  %-48s .<a.\n".formatted("ff 3c 61 00"));
        assertThat(ShownPayload.of(new byte[] {'a', (byte) 0xc3}, 100).binary()).isTrue();
    }

    @Test
    void aCutFallsBetweenCharacters() {
        byte[] bytes = "aé".repeat(10).getBytes(UTF_8);
        for (int most = 1; most < bytes.length; most++) {
            ShownPayload shown = ShownPayload.of(bytes, most);
            assertThat(shown.binary()).isFalse();
            assertThat(shown.cut()).isTrue();
            assertThat("aé".repeat(10)).startsWith(shown.text());
        }
    }

    @Test
    void aBeginningIsOneLine() {
        assertThat(ShownPayload.beginning("{\n  \"a\": 1\n}".getBytes(UTF_8)))
                .isEqualTo("{ \"a\": 1 }");
        assertThat(ShownPayload.beginning(new byte[] {(byte) 0xff})).contains("no text");
    }

    @Test
    void aDraftFitsTheLimit() {
        assertThat(ShownPayload.draft("{\"a\":[1,2]}".getBytes(UTF_8), 100)).contains("\n");
        assertThat(ShownPayload.draft("{\"a\":[1,2]}".getBytes(UTF_8), 12))
                .isEqualTo("{\"a\":[1,2]}");
        assertThat(ShownPayload.draft("{\"a\":[1,2]}".getBytes(UTF_8), 5)).isEqualTo("{\n}");
        assertThat(ShownPayload.draft(new byte[] {(byte) 0xff}, 5)).isEqualTo("{\n}");
        assertThat(ShownPayload.draft("{\"a\"".getBytes(UTF_8), 100)).isEqualTo("{\"a\"");
    }
}
