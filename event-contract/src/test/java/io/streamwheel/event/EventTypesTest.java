package io.streamwheel.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"view", "a", "article_read", "com.example.thing-1"})
    void takesItsOwnWordsAndThoseOfASite(String type) {
        assertThat(EventTypes.isWellFormed(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "View",
                "1a",
                "_a",
                "a b",
                "a\u0000",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesTheRest(String type) {
        assertThat(EventTypes.isWellFormed(type)).isFalse();
    }
}
