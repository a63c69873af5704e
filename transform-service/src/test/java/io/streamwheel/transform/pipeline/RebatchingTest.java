package io.streamwheel.transform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebatchingTest {

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "1, 1",
        "500, 500",
        "501, '251,250'",
        "1000, '500,500'",
        "1001, '334,334,333'"
    })
    void partsAreAboutEquallyLong(int events, String lengths) {
        assertThat(
                        lengths(
                                Rebatching.cut(
                                        numbers(events), new EnvelopeLimits(500, 1 << 20), n -> 1)))
                .isEqualTo(lengths);
    }

    @Test
    void aPartEndsBeforeItHasTooManyBytes() {
        List<List<Integer>> parts =
                Rebatching.cut(numbers(7), new EnvelopeLimits(500, 100), n -> 40);

        assertThat(lengths(parts)).isEqualTo("2,2,2,1");
    }

    @Test
    void whatIsLargerThanAPartGoesAlone() {
        List<List<Integer>> parts =
                Rebatching.cut(List.of(10, 500, 20, 30), new EnvelopeLimits(500, 100), n -> n);

        assertThat(parts).containsExactly(List.of(10), List.of(500), List.of(20, 30));
    }

    @Test
    void theOrderStaysAndNothingIsLost() {
        List<Integer> all = numbers(1777);

        assertThat(
                        Rebatching.cut(all, new EnvelopeLimits(100, 1000), n -> n % 90).stream()
                                .flatMap(List::stream))
                .containsExactlyElementsOf(all);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static String lengths(List<? extends List<?>> parts) {
        return String.join(",", parts.stream().map(part -> "" + part.size()).toList());
    }
}
