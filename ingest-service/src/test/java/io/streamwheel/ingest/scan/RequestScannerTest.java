package io.streamwheel.ingest.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.EventFields.Text;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScannerTest {

    private final RequestScanner scanner = new RequestScanner(ScanLimits.defaults());

    @Test
    void aSingleEventIsCutOutAsItCame() {
        Scan scan = json("  {\"id\" : \"e1\",\"type\":\"view\", \"x\":[1, {\"y\":\"é\"}]} \n");
        assertThat(payloads(scan))
                .containsExactly("{\"id\" : \"e1\",\"type\":\"view\", \"x\":[1, {\"y\":\"é\"}]}");
        EventFields fields = fields(scan, 0);
        assertThat(fields.text(Text.ID)).isEqualTo("e1");
        assertThat(fields.text(Text.TYPE)).isEqualTo("view");
        assertThat(scan.sentAt()).isNull();
    }

    @Test
    void anArrayIsCutIntoItsEvents() {
        assertThat(payloads(json("[{\"id\":\"é\"} , {\"id\":\"2\"}]")))
                .containsExactly("{\"id\":\"é\"}", "{\"id\":\"2\"}");
    }

    @Test
    void theWrappedFormHasKeyAndTimeBesideTheEventsInAnyOrder() {
        Scan scan =
                json(
                        "{\"sentAt\":\"2026-01-05T10:00:01Z\",\"events\":[{\"id\":\"1\"}],"
                                + "\"context\":{\"a\":1},\"writeKey\":\"wk\"}");
        assertThat(payloads(scan)).containsExactly("{\"id\":\"1\"}");
        assertThat(scan.writeKey()).isEqualTo("wk");
        assertThat(scan.sentAt()).isEqualTo(Instant.parse("2026-01-05T10:00:01Z"));
    }

    @Test
    void theTimeOfASingleEventIsItsOwn() {
        Scan scan = json("{\"type\":\"view\",\"sentAt\":\"2026-01-05T10:00:01Z\"}");
        assertThat(scan.sentAt()).isNull();
        assertThat(payloads(scan).getFirst()).contains("sentAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "17", "{}", "true", "[]"})
    void aBrokenTimeBesideTheEventsIsRefused(String sentAt) {
        refuses(Problem.INVALID_SENT_AT, "{\"events\":[{}],\"sentAt\":" + sentAt + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void anEmptyTimeBesideTheEventsIsNone(String sentAt) {
        assertThat(json("{\"events\":[{}],\"sentAt\":" + sentAt + "}").sentAt()).isNull();
    }

    @Test
    void linesAreReadOneByOneAndABrokenOneSpoilsNoOther() {
        Scan scan =
                scanner.scan(
                        body(
                                "{\"id\":\"1\"}\r\n\n{\"id\":}\n  \n[{}]\n{\"id\":\"2\"} x\n{\"id\":\"3\"}"),
                        BodyFormat.LINES);
        assertThat(scan.entries()).hasSize(5);
        assertThat(payloads(scan)).containsExactly("{\"id\":\"1\"}", "{\"id\":\"3\"}");
        assertThat(scan.entries().get(1))
                .isInstanceOfSatisfying(
                        Candidate.Unreadable.class,
                        it -> assertThat(it.violation().slug()).isEqualTo("malformed-json"));
        assertThat(scan.entries().get(2))
                .isInstanceOfSatisfying(
                        Candidate.Unreadable.class,
                        it -> assertThat(it.violation().slug()).isEqualTo("not-an-object"));
    }

    @Test
    void aLineThatIsNotUtf8SpoilsNoOther() {
        byte[] bytes =
                "{\"id\":\"1\"}\n{\"id\":\"_\"}\n{\"id\":\"3\"}".getBytes(StandardCharsets.UTF_8);
        bytes[18] = (byte) 0xFF;
        assertThat(payloads(scanner.scan(Body.of(bytes), BodyFormat.LINES)))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"3\"}");
    }

    @Test
    void entriesThatAreNoObjectsAreUnreadableAndTheirNeighboursGoOn() {
        Scan scan = json("[1,\"x\",null,true,[[{}]],{\"id\":\"1\"}]");
        assertThat(scan.entries()).hasSize(6);
        assertThat(scan.entries().subList(0, 5)).allMatch(Candidate.Unreadable.class::isInstance);
        assertThat(payloads(scan)).containsExactly("{\"id\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | NO_EVENTS",
                "`  ` | NO_EVENTS",
                "[] | NO_EVENTS",
                "{\"events\":[]} | NO_EVENTS",
                "null | NOT_AN_EVENT",
                "42 | NOT_AN_EVENT",
                "\"x\" | NOT_AN_EVENT",
                "{\"id\":\"a\" | MALFORMED_JSON",
                "{} {} | MALFORMED_JSON",
                "[{},] | MALFORMED_JSON",
                "{\"id\":\"1\",\"id\":\"2\"} | MALFORMED_JSON",
                "{\"p\":{\"a\":1,\"a\":2}} | MALFORMED_JSON",
                "{\"value\":NaN} | MALFORMED_JSON",
                "{\"value\":+1} | MALFORMED_JSON",
                "{\"value\":01} | MALFORMED_JSON",
                "{\"value\":.5} | MALFORMED_JSON",
                "{\"value\":0x10} | MALFORMED_JSON",
                "{/**/\"value\":1} | MALFORMED_JSON",
                "{'id':'1'} | MALFORMED_JSON",
                "{\"a\":\"\\x\"} | MALFORMED_JSON",
                "[{},{\"id\":}] | MALFORMED_JSON",
            })
    void whatIsNoDocumentOfEventsIsRefusedAsAWhole(String text, Problem problem) {
        refuses(problem, text);
    }

    @Test
    void rawControlCharactersAreRefused() {
        refuses(Problem.MALFORMED_JSON, "{\"id\":\"a\nb\"}");
        refuses(Problem.MALFORMED_JSON, "{\"id\":\"a\0b\"}");
        refuses(Problem.MALFORMED_JSON, "{\0\"id\":\"a\"}");
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            byte[] bytes = "{\"type\":\"view\"}".getBytes(Charset.forName(charset));
            assertThatThrownBy(() -> scanner.scan(Body.of(bytes), BodyFormat.JSON))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = {
            '{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
        };
        assertThatThrownBy(() -> scanner.scan(Body.of(bytes), BodyFormat.JSON))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.INVALID_UTF8));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(payloads(json("\uFEFF[{\"id\":\"é\"},{\"id\":\"2\"}]")))
                .containsExactly("{\"id\":\"é\"}", "{\"id\":\"2\"}");
    }

    @Test
    void whatLiesBehindTheLengthIsNotRead() {
        byte[] bytes = "{\"id\":\"1\"}garbage".getBytes(StandardCharsets.UTF_8);
        assertThat(payloads(scanner.scan(new Body(bytes, 10), BodyFormat.JSON)))
                .containsExactly("{\"id\":\"1\"}");
    }

    @Test
    void sixteenLevelsPassInEveryFormAndSeventeenDoNot() {
        String sixteen = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}";
        String seventeen = "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}";
        assertThat(payloads(json(sixteen))).containsExactly(sixteen);
        assertThat(payloads(json("[" + sixteen + "]"))).containsExactly(sixteen);
        assertThat(payloads(json("{\"events\":[" + sixteen + "]}"))).containsExactly(sixteen);
        refuses(Problem.TOO_DEEP, seventeen);
        refuses(Problem.TOO_DEEP, "[" + seventeen + "]");
        refuses(Problem.TOO_DEEP, "{\"events\":[" + seventeen + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void endlessNestingEndsEarly(String unit) {
        refuses(Problem.TOO_DEEP, unit.repeat(100_000));
    }

    @Test
    void fiveHundredEventsPassAndOneMoreDoesNot() {
        assertThat(json(list(500)).entries()).hasSize(500);
        refuses(Problem.TOO_MANY_EVENTS, list(501));
        assertThat(scanner.scan(body("{}\n".repeat(500)), BodyFormat.LINES).entries()).hasSize(500);
        assertThatThrownBy(() -> scanner.scan(body("{}\n".repeat(501)), BodyFormat.LINES))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void anEventOfThirtyTwoKibibytesPassesAndOneByteMoreDoesNot() {
        int frame = "{\"a\":\"\"}".length();
        String largest = "{\"a\":\"" + "x".repeat((32 << 10) - frame) + "\"}";
        assertThat(payloads(json("[" + largest + "]"))).containsExactly(largest);
        refuses(Problem.TOO_LARGE, largest.replace("{\"a", "{\"aa"));
    }

    @Test
    void hugeNumbersAreNotBuilt() {
        refuses(Problem.MALFORMED_JSON, "{\"value\":" + "9".repeat(100_000) + "}");
        assertThat(fields(json("{\"value\":1e999999999}"), 0).isValueFinite()).isFalse();
        assertThat(fields(json("{\"value\":1e-999999999}"), 0).isValueFinite()).isTrue();
        assertThat(json("{\"properties\":{\"n\":1e999999999}}").entries()).hasSize(1);
    }

    @Test
    void nothingOfARefusalRepeatsWhatTheClientSent() {
        assertThatThrownBy(() -> json("{\"secret-value\":secret-token}"))
                .hasMessageNotContaining("secret");
    }

    private void refuses(Problem problem, String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private Scan json(String text) {
        return scanner.scan(body(text), BodyFormat.JSON);
    }

    private static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String list(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> "{}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static EventFields fields(Scan scan, int index) {
        return ((Candidate.Event) scan.entries().get(index)).fields();
    }

    private static List<String> payloads(Scan scan) {
        return scan.entries().stream()
                .filter(Candidate.Event.class::isInstance)
                .map(it -> ((Candidate.Event) it).payload().toText())
                .toList();
    }
}
