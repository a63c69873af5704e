package io.streamwheel.analysis.failed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.event.Dialect;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedPayloadTest {

    private static FailedEventWhole failed(Dialect dialect, String payload) {
        return new FailedEventWhole(
                new FailedEventRow(
                        1,
                        "transform",
                        "missing-field",
                        "",
                        "e1",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        payload.getBytes(UTF_8),
                        payload.length(),
                        0,
                        "open",
                        null),
                "demo",
                5,
                dialect,
                null,
                null,
                false,
                null,
                Instant.EPOCH);
    }

    private static void check(Dialect dialect, String original, String edited) {
        EditedPayload.check(failed(dialect, original), edited.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NATIVE|{\"id\":\"e1\"}|{\"id\":\"e1\",\"type\":\"view\"}",
                "NATIVE|{}|{\"id\":\"e1\"}",
                "NATIVE|{\"id\":\"e1\"}|{\"id\":null}",
                "NATIVE|broken|{\"type\":\"view\"}",
                "SEGMENT|{\"messageId\":\"e1\",\"id\":1}|{\"messageId\":\"e1\",\"id\":2}",
                "SNOWPLOW|{\"eid\":\"e1\"}|{\"eid\":\"e1\"}",
                "CLOUD_EVENTS|{\"id\":\"a\",\"source\":\"s\"}|{\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"}",
            })
    void editOfTheSameEventIsTaken(Dialect dialect, String original, String edited) {
        assertThatCode(() -> check(dialect, original, edited)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NATIVE|{\"id\":\"e1\"}|{\"id\":\"e2\"}|/id",
                "NATIVE|{}|{\"id\":\"e2\"}|/id",
                "NATIVE|broken|{\"id\":1}|/id",
                "SEGMENT|{\"messageId\":\"e1\"}|{\"messageId\":\"e2\"}|/messageId",
                "SNOWPLOW|{\"eid\":\"e1\"}|{\"eid\":\"e2\"}|/eid",
                "CLOUD_EVENTS|{\"id\":\"a\",\"source\":\"s\"}|{\"id\":\"a\",\"source\":\"t\"}|/source",
            })
    void editThatNamesAnotherEventIsRefused(
            Dialect dialect, String original, String edited, String pointer) {
        assertThatThrownBy(() -> check(dialect, original, edited))
                .isInstanceOfSatisfying(
                        EditRefusedException.class,
                        e ->
                                org.assertj.core.api.Assertions.assertThat(e.pointer())
                                        .isEqualTo(pointer));
    }

    @Test
    void limitsAreThoseOfTheCollector() {
        String deep = "{\"a\":".repeat(16) + "{}" + "}".repeat(16);
        assertThatThrownBy(() -> check(Dialect.NATIVE, "{}", deep))
                .hasMessageContaining("16 levels");
        String fits = "{\"a\":".repeat(15) + "{}" + "}".repeat(15);
        assertThatCode(() -> check(Dialect.NATIVE, "{}", fits)).doesNotThrowAnyException();
        String large = "{\"a\":\"" + "x".repeat(32 << 10) + "\"}";
        assertThatThrownBy(() -> check(Dialect.NATIVE, "{}", large)).hasMessageContaining("bytes");
        assertThatThrownBy(() -> check(Dialect.NATIVE, "{}", "[]")).hasMessageContaining("object");
        assertThatThrownBy(() -> check(Dialect.NATIVE, "{}", "{\n  \"a\": 1\n  \"b\": 2\n}"))
                .hasMessageContaining("must be JSON: line 3");
        byte[] noUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertThatThrownBy(() -> EditedPayload.check(failed(Dialect.NATIVE, "{}"), noUtf8))
                .hasMessageContaining("UTF-8");
    }
}
