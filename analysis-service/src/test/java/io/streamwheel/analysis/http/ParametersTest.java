package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.scenario.TestScenarioStore;
import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ParametersTest {

    private static final Scenarios SCENARIOS = new Scenarios(new TestScenarioStore());

    private static Parameters with(String name, String... values) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter(name, values);
        return new Parameters(request);
    }

    private static Parameters none() {
        return new Parameters(new MockHttpServletRequest());
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
        assertThat(none().n(10)).isEqualTo(10);
        assertThat(with("n", "1").n(10)).isEqualTo(1);
        assertThat(with("n", "100").n(10)).isEqualTo(100);
    }

    @Test
    void excludeIsOneOfThreeWords() {
        assertThat(none().exclude(Scenario.plain("default"))).isEqualTo(Exclude.SEEN);
        assertThat(with("exclude", "purchased").exclude(Scenario.plain("default")))
                .isEqualTo(Exclude.PURCHASED);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("exclude", "everything").exclude(Scenario.plain("default")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a/b", "\u00e9", "a\0"})
    void whatCannotBeTheNameOfAScenarioIsRefused(String name) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("scenario", name).query(new SiteId(1), SCENARIOS))
                .satisfies(e -> assertThat(e.problem().status().value()).isEqualTo(400));
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
        assertThat(with("excludeItem", some).query(site, SCENARIOS).excludeItems())
                .containsExactly("a");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> with("excludeItem", many).query(site, SCENARIOS));
    }
}
