package io.streamwheel.ingest.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @Test
    void everyCharacterThatUnicodeHasIsWellFormed() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.firstMalformed(bytes, 0, bytes.length)).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C080",
                "C1BF",
                "C3",
                "E08080",
                "E09FBF",
                "EDA080",
                "EDBFBF",
                "E282",
                "F0808080",
                "F08FBFBF",
                "F4908080",
                "F5808080",
                "FF",
                "FE",
                "C3C3",
                "E28228"
            })
    void malformedSequencesAreFoundWhereTheyStand(String hex) {
        byte[] sequence = HexFormat.of().parseHex(hex);
        for (int before = 0; before < 20; before++) {
            byte[] bytes = new byte[before + sequence.length + 9];
            Arrays.fill(bytes, (byte) 'a');
            System.arraycopy(sequence, 0, bytes, before, sequence.length);
            assertThat(Utf8.firstMalformed(bytes, 0, bytes.length))
                    .isBetween(before, before + sequence.length - 1);
        }
    }

    @Test
    void onlyTheGivenRangeIsLookedAt() {
        byte[] bytes = {(byte) 0xFF, 'a', 'b', (byte) 0xFF};
        assertThat(Utf8.firstMalformed(bytes, 1, 3)).isEqualTo(-1);
    }

    @Test
    void aCharacterCutByTheEndIsMalformed() {
        byte[] bytes = "aé".getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.firstMalformed(bytes, 0, 2)).isEqualTo(1);
    }
}
