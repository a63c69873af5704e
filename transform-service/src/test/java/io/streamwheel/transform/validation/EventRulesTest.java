package io.streamwheel.transform.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.dialect.NativeEventReader;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'userId':'u','itemId':'p'}                          | MISSING_FIELD  | type",
                "{'type':'','userId':'u'}                             | MISSING_FIELD  | type",
                "{'type':'Not A Type!','userId':'u'}                  | INVALID_VALUE  | type",
                "{'type':'view','itemId':'p'}                         | MISSING_FIELD  | userId",
                "{'type':'view','itemId':'p','userId':'','anonymousId':null} | MISSING_FIELD | userId",
                "{'type':'view','userId':'u'}                         | MISSING_FIELD  | itemId",
                "{'type':'rating','userId':'u','itemId':''}           | MISSING_FIELD  | itemId",
                "{'type':'follow','userId':'u'}                       | MISSING_FIELD  | targetUserId",
                "{'type':'unfollow','userId':'u','targetUserId':''}   | MISSING_FIELD  | targetUserId",
                "{'type':'page','userId':'u','value':1e999}           | INVALID_VALUE  | value",
                "{'type':'page','userId':'u','value':-1e999}          | INVALID_VALUE  | value",
                "{'type':'page','userId':'LONG'}                      | INVALID_VALUE  | userId",
                "{'type':'page','anonymousId':'LONG'}                 | INVALID_VALUE  | anonymousId",
                "{'type':'view','userId':'u','itemId':'LONG'}         | INVALID_VALUE  | itemId",
                "{'type':'follow','userId':'u','targetUserId':'LONG'} | INVALID_VALUE  | targetUserId",
                "{'type':'pa\\u0000ge','userId':'u'}                  | NUL_IN_TEXT    | type",
                "{'type':'page','userId':'a\\u0000b'}                 | NUL_IN_TEXT    | userId",
                "{'type':'page','anonymousId':'\\u0000'}              | NUL_IN_TEXT    | anonymousId",
                "{'type':'view','userId':'u','itemId':'\\u0000'}      | NUL_IN_TEXT    | itemId",
                "{'type':'page','userId':'u','sessionId':'\\u0000'}   | NUL_IN_TEXT    | sessionId",
                "{'type':'page','userId':'u','recommendationId':'\\u0000'} | NUL_IN_TEXT | recommendationId",
                "{'type':'follow','userId':'u','targetUserId':'\\u0000'}   | NUL_IN_TEXT | targetUserId",
                "{'type':'view','userId':'u','itemId':'p','item':{'title':'a\\u0000b'}}      | NUL_IN_TEXT | item.title",
                "{'type':'view','userId':'u','itemId':'p','item':{'url':'\\u0000'}}          | NUL_IN_TEXT | item.url",
                "{'type':'view','userId':'u','itemId':'p','item':{'imageUrl':'\\u0000'}}     | NUL_IN_TEXT | item.imageUrl",
                "{'type':'view','userId':'u','itemId':'p','item':{'currency':'\\u0000'}}     | NUL_IN_TEXT | item.currency",
                "{'type':'view','userId':'u','itemId':'p','item':{'categories':['a','\\u0000']}} | NUL_IN_TEXT | item.categories",
                "{'type':'view','userId':'u','itemId':'p','item':{'categories':'\\u0000'}}   | NUL_IN_TEXT | item.categories",
                "{'type':'view','userId':'u','itemId':'p','item':{'title':'\\ud800'}}        | LONE_SURROGATE | item.title",
                "{'type':'view','userId':'u','itemId':'p','item':{'title':'x\\udfff'}}       | LONE_SURROGATE | item.title",
                "{'type':'view','userId':'u','itemId':'p','item':{'title':'\\ud83d\\ud83d'}} | LONE_SURROGATE | item.title",
                "{'type':'page','userId':'\\udc00\\ud800'}                                   | LONE_SURROGATE | userId",
            })
    void theFirstBrokenRuleNamesItsReasonAndField(String json, FailureReason reason, String field) {
        UnusableEventException refusal =
                refusal("e1", json.replace('\'', '"').replace("LONG", "x".repeat(257)));

        assertThat(refusal).as(json).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).startsWith(field + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'view','userId':'u','itemId':'p'}",
                "{'type':'page','anonymousId':'a'}",
                "{'type':'follow','userId':'u','targetUserId':'v'}",
                "{'type':'shop.own-type_2','userId':'u'}",
                "{'type':'rating','userId':'u','itemId':'p','value':1e308}",
                "{'type':'view','userId':'u','itemId':'p','item':{'title':'\\ud83e\\udded'}}",
                "{'type':'view','userId':'u','itemId':'p','properties':{'x':'\\u0000 \\ud800'}}",
                "{'type':'view','userId':'u','itemId':'p','item':{'note':'\\u0000'}}",
                "{'type':'view','userId':'u','itemId':'p','item':['\\u0000']}",
                "{'type':'view','userId':42,'itemId':7}",
            })
    void whatMeansSomethingPasses(String json) {
        assertThatCode(() -> check("e1", json.replace('\'', '"'))).doesNotThrowAnyException();
    }

    @Test
    void charactersAreCountedAndNotTheirHalves() {
        String compass = "🧭".repeat(256);

        assertThatCode(() -> check("e1", "{\"type\":\"page\",\"userId\":\"" + compass + "\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void theIdOfTheEnvelopeIsCheckedToo() {
        String good = "{\"type\":\"page\",\"userId\":\"u\"}";

        assertThat(refusal("", good).reason()).isEqualTo(FailureReason.MISSING_FIELD);
        assertThat(refusal("x".repeat(129), good).reason()).isEqualTo(FailureReason.INVALID_VALUE);
        assertThat(refusal("a\0b", good).reason()).isEqualTo(FailureReason.NUL_IN_TEXT);
        assertThatCode(() -> check("x".repeat(128), good)).doesNotThrowAnyException();
    }

    @Test
    void aMonsterIsTooLarge() {
        String monster =
                "{\"type\":\"page\",\"userId\":\"u\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";

        assertThat(refusal("e1", monster).reason()).isEqualTo(FailureReason.TOO_LARGE);
    }

    private static UnusableEventException refusal(String id, String json) {
        return catchThrowableOfType(UnusableEventException.class, () -> check(id, json));
    }

    private static void check(String id, String json) throws UnusableEventException {
        Payload payload = Payload.of(json);
        EventRules.check(
                new CollectedEvent("demo", id, 1, Instant.EPOCH, null, payload),
                NativeEventReader.read(payload));
    }
}
