package io.streamwheel.transform.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeEventReaderTest {

    @Test
    void everyFieldOfTheInterfaceIsRead() throws Exception {
        DecodedEvent event =
                read(
                        """
                        {"id":"5f0c","type":"view","userId":"u1","anonymousId":"a-77","itemId":"p1",
                         "timestamp":"2026-11-22T08:50:52.329Z","sentAt":"2026-11-22T09:50:53+01:00",
                         "sessionId":"s-9","value":9.5,"recommendationId":"01JD","targetUserId":"u2",
                         "item":{"title":"Tent","categories":["camping","tents"],"url":"https://shop.example/p/1",
                                 "imageUrl":"https://shop.example/p/1.png","price":129.0,"currency":"EUR",
                                 "properties":{"size":"L","stars":4.50,"none":null,"deep":{"title":"no"}}},
                         "context":{"url":"x","deep":[{"item":1}]},"properties":{"type":"no"},"site":"other"}
                        """);

        assertThat(event)
                .isEqualTo(
                        new DecodedEvent(
                                "view",
                                "u1",
                                "a-77",
                                "s-9",
                                "01JD",
                                "u2",
                                Instant.parse("2026-11-22T08:50:52.329Z"),
                                Instant.parse("2026-11-22T08:50:53Z"),
                                List.of(
                                        new Mention(
                                                0,
                                                "p1",
                                                9.5,
                                                new DecodedItem(
                                                        "Tent",
                                                        List.of("camping", "tents"),
                                                        "https://shop.example/p/1",
                                                        "https://shop.example/p/1.png",
                                                        129.0,
                                                        "EUR",
                                                        Map.of(
                                                                "size",
                                                                new Scalar("L", true),
                                                                "stars",
                                                                new Scalar("4.50", false)))))));
    }

    @Test
    void emptyAndNullAndAbsentAreTheSame() throws Exception {
        DecodedEvent nothing =
                new DecodedEvent(null, null, null, null, null, null, null, null, List.of());

        assertThat(read("{}")).isEqualTo(nothing);
        assertThat(
                        read(
                                """
                                {"type":"","userId":"","anonymousId":"","itemId":"","sessionId":"",
                                 "recommendationId":"","targetUserId":"","timestamp":"","sentAt":"","item":{"title":"","categories":[]}}
                                """))
                .isEqualTo(nothing);
        assertThat(
                        read(
                                """
                                {"type":null,"userId":null,"anonymousId":null,"itemId":null,"sessionId":null,
                                 "value":null,"recommendationId":null,"targetUserId":null,"timestamp":null,
                                 "sentAt":null,"item":null}
                                """))
                .isEqualTo(nothing);
    }

    @Test
    void aNumberIsTheTextOfAnId() throws Exception {
        DecodedEvent event =
                read("{\"userId\":42,\"itemId\":12345678901234567890123,\"sessionId\":1.50}");

        assertThat(event.userId()).isEqualTo("42");
        assertThat(event.mentions().getFirst().itemId()).isEqualTo("12345678901234567890123");
        assertThat(event.sessionId()).isEqualTo("1.50");
    }

    @Test
    void theLastOfTwoEqualNamesCounts() throws Exception {
        assertThat(read("{\"userId\":\"u1\",\"userId\":\"u2\"}").userId()).isEqualTo("u2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':1}                | INVALID_TYPE  | type",
                "{'type':['view']}         | INVALID_TYPE  | type",
                "{'userId':true}           | INVALID_TYPE  | userId",
                "{'userId':{'id':'u'}}     | INVALID_TYPE  | userId",
                "{'anonymousId':[]}        | INVALID_TYPE  | anonymousId",
                "{'itemId':false}          | INVALID_TYPE  | itemId",
                "{'targetUserId':{}}       | INVALID_TYPE  | targetUserId",
                "{'value':'9.5'}           | INVALID_TYPE  | value",
                "{'value':[1]}             | INVALID_TYPE  | value",
                "{'timestamp':1700000000}  | INVALID_TYPE  | timestamp",
                "{'timestamp':'yesterday'} | INVALID_VALUE | timestamp",
                "{'timestamp':'2026-02-30T00:00:00Z'} | INVALID_VALUE | timestamp",
                "{'sentAt':'2026-11-22T08:50:52'} | INVALID_VALUE | sentAt",
                "{'sentAt':{}}             | INVALID_TYPE  | sentAt",
            })
    void aFieldOfTheWrongTypeNamesItself(String json, FailureReason reason, String field) {
        UnusableEventException refusal = refusal(json.replace('\'', '"'));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).startsWith(field + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "42",
                "\"x\"",
                "[]",
                "[{}]",
                "{",
                "{\"a\":1",
                "{} {}",
                "{},",
                "{'a':1}"
            })
    void whatIsNotOneObjectIsMalformed(String json) {
        assertThat(refusal(json).reason()).isEqualTo(FailureReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"title\":\"x\"}]",
                "\"Tent\"",
                "7",
                "true",
                "{\"title\":[\"x\"],\"categories\":{\"a\":[1]},\"url\":{},\"imageUrl\":false,\"price\":{\"amount\":1},\"currency\":[[]]}",
                "{\"categories\":[[],{},null,true,\"\"],\"price\":\"12 EUR\"}",
                "{\"price\":\"NaN\"}",
                "{\"price\":\"0x1p3\"}",
                "{\"price\":\"1d\"}",
                "{\"price\":1e999}",
                "{\"price\":\"\"}",
                "{\"price\":\"--\"}",
            })
    void anItemOfTheWrongShapeSaysNothingAndTheEventGoesOn(String item) throws Exception {
        DecodedEvent event = read("{\"itemId\":\"p\",\"item\":" + item + ",\"userId\":\"u1\"}");

        assertThat(event.mentions().getFirst().item()).isEqualTo(DecodedItem.NOTHING);
        assertThat(event.userId()).isEqualTo("u1");
    }

    @Test
    void whatIsRightBesideAWrongShapeIsKept() throws Exception {
        DecodedItem item =
                read("""
                {"itemId":"p","item":{"title":1984,"categories":["a",{"b":1},3,null,"c"],"price":" 1","more":{"title":"no"},
                         "currency":"EUR"}}
                """)
                        .mentions()
                        .getFirst()
                        .item();

        assertThat(item)
                .isEqualTo(
                        new DecodedItem(
                                "1984", List.of("a", "3", "c"), null, null, null, "EUR", Map.of()));
    }

    @Test
    void aSingleTextIsOneCategoryAndANumericTextIsAPrice() throws Exception {
        DecodedItem item =
                read("{\"itemId\":\"p\",\"item\":{\"categories\":\"camping\",\"price\":\"129.50\"}}")
                        .mentions()
                        .getFirst()
                        .item();

        assertThat(item.categories()).containsExactly("camping");
        assertThat(item.price()).isEqualTo(129.5);
    }

    @Test
    void aSliceIsReadAndNotWhatLiesAround() throws Exception {
        byte[] around = "[{\"userId\":\"u1\"},{\"userId\":\"u2\"}]".getBytes();

        assertThat(NativeEventReader.read(Payload.of(around, 17, 15)).userId()).isEqualTo("u2");
    }

    @ParameterizedTest
    @CsvSource({
        "c0 80,          INVALID_UTF8",
        "80,             INVALID_UTF8",
        "c3,             INVALID_UTF8",
        "e2 82,          INVALID_UTF8",
        "e0 9f bf,       INVALID_UTF8",
        "f0 8f bf bf,    INVALID_UTF8",
        "f4 90 80 80,    INVALID_UTF8",
        "f8 88 80 80 80, INVALID_UTF8",
        "ff,             INVALID_UTF8",
        "ed a0 80,       LONE_SURROGATE",
        "ed bf bf,       LONE_SURROGATE",
    })
    void bytesThatAreNotUtf8AreRefusedWhereverTheyStand(String hex, FailureReason reason) {
        byte[] wrong = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] head = "{\"userId\":\"u\",\"properties\":{\"x\":\"".getBytes();
        byte[] tail = "\"}}".getBytes();
        byte[] all = new byte[head.length + wrong.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(wrong, 0, all, head.length, wrong.length);
        System.arraycopy(tail, 0, all, head.length + wrong.length, tail.length);

        UnusableEventException refusal =
                catchThrowableOfType(
                        UnusableEventException.class,
                        () -> NativeEventReader.read(Payload.of(all)));

        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @Test
    void charactersOfTheWholeWorldAreRead() throws Exception {
        String text = "é ߿ ࠀ 日本 \uFFFD \u202E 🧭 \uDBFF\uDFFF";

        assertThat(read("{\"userId\":\"" + text + "\"}").userId()).isEqualTo(text);
    }

    private static DecodedEvent read(String json) throws UnusableEventException {
        return NativeEventReader.read(Payload.of(json));
    }

    private static UnusableEventException refusal(String json) {
        return catchThrowableOfType(UnusableEventException.class, () -> read(json));
    }
}
