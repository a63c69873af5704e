package io.streamwheel.analysis.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogInAnswersTest {

    @Test
    void whoWasSentToLogInComesBackToTheSamePlace() {
        assertThat(LogInAnswers.back("/console/items?query=a%20b&page=2"))
                .isEqualTo("/console/items?query=a%20b&page=2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example/console/",
                "https://evil.example/console/",
                "/console/../v1/pipeline",
                "/console/\r\nSet-Cookie: a=b",
                "/console/\\evil.example",
                "/v1/pipeline"
            })
    void nobodyIsLedOutOfTheConsole(String address) {
        assertThat(LogInAnswers.back(address)).isEmpty();
    }
}
