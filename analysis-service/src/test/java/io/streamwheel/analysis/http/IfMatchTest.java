package io.streamwheel.analysis.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class IfMatchTest {

    private static IfMatch of(String... lines) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String each : lines) {
            request.addHeader("If-Match", each);
        }
        return IfMatch.of(request);
    }

    @Test
    void withoutTheHeaderAnyVersionMayBeChangedAndNone() {
        assertThat(of().test(7)).isTrue();
        assertThat(of().test(0)).isTrue();
    }

    @Test
    void aTagIsItsVersionAndNoOther() {
        assertThat(of("\"7\"").test(7)).isTrue();
        assertThat(of("\"6\" , \"7\"").test(7)).isTrue();
        assertThat(of("\"6\"", "\"7\"").test(7)).isTrue();
        for (String no : new String[] {"\"6\"", "7", "W/\"7\"", "\"77\"", "", ",", "\"7"}) {
            assertThat(of(no).test(7)).as(no).isFalse();
        }
    }

    @Test
    void aStarIsWhateverStands() {
        assertThat(of("*").test(7)).isTrue();
        assertThat(of("*").test(0)).isFalse();
        assertThat(of("\"0\"").test(0)).isFalse();
    }
}
