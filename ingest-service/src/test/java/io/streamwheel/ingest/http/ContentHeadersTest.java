package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.BodyFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHeadersTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=UTF-8",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "application/vnd.shop+json; charset=\"utf-8\"; v=1"
            })
    void whatClientsCallJsonIsReadAsJson(String type) {
        assertThat(ContentHeaders.format(type)).isEqualTo(BodyFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/x-ndjson; charset=utf-8"})
    void linesAreReadAsLines(String type) {
        assertThat(ContentHeaders.format(type)).isEqualTo(BodyFormat.LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "multipart/form-data; boundary=x",
                "///;;;",
                "application/octet-stream",
                "application/json; charset=utf-16",
                "application/json; charset=utf-7",
                "json"
            })
    void everythingElseIsRefused(String type) {
        assertThatThrownBy(() -> ContentHeaders.format(type)).isInstanceOf(RefusedException.class);
    }

    @Test
    void gzipIsUnderstoodAndNoOtherEncoding() {
        assertThat(ContentHeaders.isGzip(List.of())).isFalse();
        assertThat(ContentHeaders.isGzip(List.of("identity"))).isFalse();
        assertThat(ContentHeaders.isGzip(List.of(" GZIP "))).isTrue();
        for (List<String> bad :
                List.of(List.of("br"), List.of("gzip, gzip"), List.of("gzip", "gzip"))) {
            assertThatThrownBy(() -> ContentHeaders.isGzip(bad))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
