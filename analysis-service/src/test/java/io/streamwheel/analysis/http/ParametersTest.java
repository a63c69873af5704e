package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamwheel.analysis.recommend.Exclude;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static Parameters with(String name, String... values) {
        return new Parameters(Map.of(name, values));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "101",
                "-1",
                "x",
                "",
                "1.5",
                "1000000000",
                "99999999999999999999",
                "+5",
                "٣"
            })
    void aWrongNumberIsRefused(String n) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("n", n).n(10))
                .satisfies(e -> assertThat(e.problem().status().value()).isEqualTo(400));
    }

    @Test
    void theNumberIsTenUnlessSaid() {
        assertThat(new Parameters(Map.of()).n(10)).isEqualTo(10);
        assertThat(with("n", "1").n(10)).isEqualTo(1);
        assertThat(with("n", "100").n(10)).isEqualTo(100);
    }

    @Test
    void excludeIsOneOfThreeWords() {
        assertThat(new Parameters(Map.of()).exclude()).isEqualTo(Exclude.SEEN);
        assertThat(with("exclude", "purchased").exclude()).isEqualTo(Exclude.PURCHASED);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("exclude", "everything").exclude());
    }

    @ParameterizedTest
    @CsvSource({"30d,PT720H", "24h,PT24H", "90m,PT90M", "2w,PT336H"})
    void aWindowIsANumberAndAUnit(String text, Duration window) {
        assertThat(with("window", text).window()).isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1'", "0d", "30", "d", "30y", "99999d", "1d 1d"})
    void anotherWindowIsRefused(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("window", text).window());
    }

    @Test
    void moreThanAHundredExcludedItemsAreRefused() {
        SiteId site = new SiteId(1);
        String[] some = Collections.nCopies(100, "a").toArray(String[]::new);
        String[] many = Collections.nCopies(101, "a").toArray(String[]::new);
        assertThat(with("excludeItem", some).query(site).excludeItems()).containsExactly("a");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("excludeItem", many).query(site));
    }

    @Test
    void aScenarioThatCannotBeIsRefused() {
        assertThat(with("explain", "true").scenario()).isEqualTo("default");
        assertThat(with("scenario", "home_2-b").scenario()).isEqualTo("home_2-b");
        for (String wrong : new String[] {"", "Home", "a b", "a".repeat(65), "\0"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> with("scenario", wrong).scenario());
        }
    }
}
