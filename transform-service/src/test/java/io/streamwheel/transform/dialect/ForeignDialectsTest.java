package io.streamwheel.transform.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.event.Payload;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignDialectsTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:00:00Z");
    private static final String ONE = "'product_id':'p1'";
    private static final String THREE =
            "'products':[{'product_id':'p1'},{'name':'no id'},{'sku':'s3','quantity':'3'}]";

    private final EventDecoder decoder = new EventDecoder(EventNames.standard());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Product List Viewed      | THREE            | impression        | 0 p1 null, 2 s3 null",
                "Viewed Product Category  | THREE            | impression        | 0 p1 null, 2 s3 null",
                "Product Clicked          | ONE              | click             | 0 p1 null",
                "CLICKED PRODUCT          | ONE              | click             | 0 p1 null",
                "Product Viewed           | ONE              | view              | 0 p1 null",
                "viewed product           | ONE              | view              | 0 p1 null",
                "Product Added            | ONE,'quantity':2 | cart              | 0 p1 2.0",
                "Added Product            | ONE              | cart              | 0 p1 1.0",
                "Product Removed          | ONE              | uncart            | 0 p1 1.0",
                "Product Added to Wishlist| 'sku':'s'        | like              | 0 s null",
                "Order Completed          | THREE            | purchase          | 0 p1 1.0, 2 s3 3.0",
                "Completed Order          | ONE              | purchase          | 0 p1 1.0",
                "Order Refunded           | THREE            | refund            | 0 p1 1.0, 2 s3 3.0",
                "Order Refunded           | 'order_id':'o'   | order_refunded    |",
                "Order Refunded           | 'sku':'s'        | order_refunded    |",
                "Order Cancelled          | THREE            | refund            | 0 p1 1.0, 2 s3 3.0",
                "Order Cancelled          | 'order_id':'o'   | order_cancelled   |",
                "Product Shared           | ONE              | share             | 0 p1 null",
                "Cart Shared              | THREE            | share             | 0 p1 null, 2 s3 null",
                "Product Reviewed         | ONE,'rating':4.5 | rating            | 0 p1 4.5",
                "Product Reviewed         | ONE,'rating':'x' | product_reviewed  |",
                "Products Searched        | 'query':'tent'   | search            |",
                "Product Viewed           | 'name':'no id'   | product_viewed    |",
                "Article Read             | ONE              | article_read      |",
                "2nd try: view.it         | ONE              | x_2nd_try__view_it |",
                "view                     |                  | view              |",
            })
    void aTrackCallMeansWhatItsNameMeans(
            String name, @Nullable String properties, String type, @Nullable String mentions)
            throws Exception {
        DecodedEvent event =
                segment(
                        "{'type':'track','userId':'u','event':'"
                                + name
                                + "','properties':{"
                                + (properties == null ? "" : properties)
                                        .replace("ONE", ONE)
                                        .replace("THREE", THREE)
                                + "}}",
                        null);

        assertThat(event.type()).isEqualTo(type);
        assertThat(told(event)).isEqualTo(mentions == null ? "" : mentions);
    }

    @Test
    void factsComeFromEveryProduct() throws Exception {
        DecodedEvent event =
                segment(
                        """
                        {'type':'track','event':'Order Completed','userId':'u','properties':{'currency':'EUR','products':[
                          {'product_id':'p1','name':'Tent','category':'camping','price':'129.5','url':'U','image_url':'I'},
                          {'product_id':'p2','category':['a','b'],'price':true,'currency':'USD'}]}}
                        """,
                        null);

        assertThat(event.mentions().stream().map(Mention::item))
                .containsExactly(
                        new DecodedItem(
                                "Tent", List.of("camping"), "U", "I", 129.5, "EUR", Map.of()),
                        new DecodedItem(
                                null, List.of("a", "b"), null, null, null, "USD", Map.of()));
    }

    @Test
    void aProductHasPropertiesToo() throws Exception {
        DecodedEvent event =
                segment(
                        """
                        {'type':'track','event':'Product Viewed','userId':'u','properties':
                          {'product_id':'p1','brand':'Acme','variant':'','sku':17,'coupon':null,'position':3,'size':'L'}}
                        """,
                        null);

        assertThat(event.mentions().getFirst().item().properties())
                .isEqualTo(
                        Map.of(
                                "brand",
                                new Scalar("Acme", true),
                                "sku",
                                new Scalar("17", false),
                                "position",
                                new Scalar("3", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "page, page",
        "screen, page",
        "identify, identify",
        "alias, identify",
        "group, group"
    })
    void otherCallsHaveTheirTypes(String call, String type) throws Exception {
        assertThat(segment("{'type':'" + call + "','userId':'u'}", null).type()).isEqualTo(type);
    }

    @Test
    void whatTheRequestSharesStandsInForWhatTheEventLacks() throws Exception {
        String shared = "{'type':'page','anonymousId':'a-header','context':{'sessionId':17}}";

        DecodedEvent bare = segment("{'type':'track','userId':''}", shared);
        assertThat(bare.type()).isEqualTo("page");
        assertThat(bare.userId()).isNull();
        assertThat(bare.anonymousId()).isEqualTo("a-header");
        assertThat(bare.sessionId()).isEqualTo("17");

        DecodedEvent own = segment("{'anonymousId':'a-own','context':{'sessionId':'s'}}", shared);
        assertThat(own.anonymousId()).isEqualTo("a-own");
        assertThat(own.sessionId()).isEqualTo("s");
    }

    @Test
    void aFoldedEventKeepsItsOwnWordsAndEveryDigit() throws Exception {
        CollectedEvent folded =
                SharedWords.fold(
                        event(
                                Dialect.SEGMENT,
                                "{'type':'page','n':1.50,'big':123456789012345678901234567890,'context':{'page':{'url':'own'},'ip':null}}",
                                "{'type':'track','context':{'ip':'1','page':{'url':'shared','title':'t'}},'integrations':{'All':true}}"));

        assertThat(folded.shared()).isNull();
        assertThat(folded.payload().toText().replace('"', '\''))
                .isEqualTo(
                        "{'type':'track','n':1.50,'big':123456789012345678901234567890,'context':{'page':{'url':'own','title':'t'},'ip':'1'},'integrations':{'All':true}}");
    }

    @Test
    void aNumberBeyondEveryDoubleSaysNothing() throws Exception {
        DecodedEvent event =
                segment(
                        "{'type':'track','event':'Product Added','userId':'u','properties':{'product_id':'p1','price':1e400,'quantity':1"
                                + "0".repeat(400)
                                + "}}",
                        null);

        assertThat(told(event)).isEqualTo("0 p1 1.0");
        assertThat(event.mentions().getFirst().item().price()).isNull();
    }

    @Test
    void halfACharacterStaysAsItIsWritten() throws Exception {
        CollectedEvent folded =
                SharedWords.fold(
                        event(
                                Dialect.SEGMENT,
                                "{'a':'\\ud800','b':'\\udc00é😀'}",
                                "{'type':'track'}"));

        assertThat(folded.payload().toText().replace('"', '\''))
                .isEqualTo("{'a':'\\ud800','b':'\\udc00é😀','type':'track'}");
    }

    @Test
    void anAliasLinksThePreviousId() throws Exception {
        DecodedEvent event =
                segment("{'type':'alias','userId':'u','previousId':'old','anonymousId':'x'}", null);

        assertThat(event.anonymousId()).isEqualTo("old");
        assertThat(event.userId()).isEqualTo("u");
    }

    @Test
    void theOriginalTimeIsTheClientsOwn() throws Exception {
        DecodedEvent both =
                segment(
                        "{'type':'page','userId':'u','timestamp':'2026-11-22T08:00:00Z','originalTimestamp':'2026-11-22T07:00:00Z','sentAt':'2026-11-22T08:00:01Z'}",
                        null);
        assertThat(both.timestamp()).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(both.sentAt()).isEqualTo("2026-11-22T08:00:01Z");
        DecodedEvent unreadable =
                segment("{'type':'page','userId':'u','timestamp':'yesterday'}", null);
        assertThat(unreadable.timestamp()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'userId':'u'}                                     | MISSING_FIELD  | type",
                "{'type':'trick','userId':'u'}                      | INVALID_VALUE  | type",
                "{'type':'track','userId':'u'}                      | MISSING_FIELD  | event",
                "{'type':'track','userId':'u','event':null}         | MISSING_FIELD  | event",
                "{'type':'track','userId':'u','event':''}           | MISSING_FIELD  | event",
                "{'type':'track','userId':'u','event':'  '}         | MISSING_FIELD  | event",
                "{'type':'track','userId':'u','event':{}}           | MISSING_FIELD  | event",
                "42                                                 | MALFORMED_JSON | the event",
                "[]                                                 | MALFORMED_JSON | the event",
                "{                                                  | MALFORMED_JSON | the event",
                "{'type':'page','userId':'u','n':1e999999999999}     | MALFORMED_JSON | the event",
            })
    void aBadSegmentEventSaysWhy(String json, FailureReason reason, String field) {
        UnusableEventException refusal =
                catchThrowableOfType(UnusableEventException.class, () -> segment(json, null));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).startsWith(field + " ");
    }

    @Test
    void aSiteAddsNamesOfItsOwn() throws Exception {
        EventDecoder own =
                new EventDecoder(
                        new EventNames(
                                Map.of(
                                        "Artikel gelesen",
                                        "view",
                                        "Bought",
                                        "purchase",
                                        "Came in",
                                        "identify")));

        assertThat(
                        told(
                                own.decode(
                                        event(
                                                Dialect.SEGMENT,
                                                "{'type':'track','event':'bought','userId':'u','properties':{"
                                                        + ONE
                                                        + "}}",
                                                null))))
                .isEqualTo("0 p1 1.0");
        assertThat(
                        own.decode(
                                        event(
                                                Dialect.SEGMENT,
                                                "{'type':'track','event':'Came In','userId':'u'}",
                                                null))
                                .type())
                .isEqualTo("identify");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventNames(Map.of("x", "No Type")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'e':'pv'                                                   | page             |",
                "'e':'pp'                                                   | page_ping        |",
                "'e':'se','se_ac':'Play Video'                              | play_video       |",
                "'e':'se','se_ac':'like','se_la':'p9','se_va':'2.5'         | like             | 0 p9 2.5",
                "'e':'se','se_ac':'like'                                    | se_like          |",
                "'e':'tr'                                                   | transaction      |",
                "'e':'ti','ti_sk':'p9','ti_qu':'2'                          | purchase         | 0 p9 2.0",
                "'e':'ti'                                                   | transaction_item |",
            })
    void aSnowplowEventHasItsType(String fields, String type, @Nullable String mentions)
            throws Exception {
        DecodedEvent event =
                snowplow("{'p':'web','tv':'js-4','duid':'a','uid':'u','sid':'s'," + fields + "}");

        assertThat(event.type()).isEqualTo(type);
        assertThat(told(event)).isEqualTo(mentions == null ? "" : mentions);
        assertThat(event.userId()).isEqualTo("u");
        assertThat(event.anonymousId()).isEqualTo("a");
        assertThat(event.sessionId()).isEqualTo("s");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "product_view, view, null",
                "list_view, impression, null",
                "list_click, click, null",
                "add_to_cart, cart, 2.0",
                "remove_from_cart, uncart, 2.0",
                "transaction, purchase, 2.0",
                "refund, refund, 2.0",
                "checkout_step, checkout_step, -"
            })
    void anEcommerceActionIsAboutItsProducts(String action, String type, @Nullable String value)
            throws Exception {
        String body =
                "{'schema':'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0','data':{'schema':'iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2','data':{'type':'"
                        + action
                        + "'}}}";
        String entities =
                "{'schema':'iglu:x/contexts/jsonschema/1-0-0','data':[{'schema':'iglu:y/web_page/jsonschema/1-0-0','data':{'id':'no'}},{'schema':'iglu:y/product/jsonschema/1-0-0','data':{'id':'p1','quantity':2,'name':'Tent'}}]}";
        String expected = value == null ? "" : "0 p1 " + value;

        DecodedEvent plain =
                snowplow(
                        "{'e':'ue','p':'srv','tv':'n','duid':'a','ue_pr':"
                                + quoted(body)
                                + ",'co':"
                                + quoted(entities)
                                + "}");
        DecodedEvent encoded =
                snowplow(
                        "{'e':'ue','p':'srv','tv':'n','duid':'a','ue_px':'"
                                + base64(body)
                                + "','cx':'"
                                + base64(entities)
                                + "'}");

        assertThat(plain).isEqualTo(encoded);
        assertThat(plain.type()).isEqualTo(type);
        assertThat(told(plain)).isEqualTo(expected);
    }

    @Test
    void otherSchemasAreTheirOwnTypes() throws Exception {
        assertThat(snowplowOf("iglu:a/site_search/jsonschema/1-0-0").type()).isEqualTo("search");
        assertThat(snowplowOf("iglu:a/Link-Click/jsonschema/1-0-0").type()).isEqualTo("link_click");
    }

    @Test
    void snowplowTimesAreMilliseconds() throws Exception {
        DecodedEvent sent =
                snowplow("{'e':'pv','p':'web','tv':'j','duid':'a','dtm':'1000','stm':2000}");
        assertThat(sent.timestamp()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(sent.sentAt()).isEqualTo("1970-01-01T00:00:02Z");
        DecodedEvent known =
                snowplow(
                        "{'e':'pv','p':'web','tv':'j','duid':'a','dtm':'1000','stm':'2000','ttm':'500'}");
        assertThat(known.timestamp()).isEqualTo("1970-01-01T00:00:00.500Z");
        assertThat(known.sentAt()).isNull();
        assertThat(snowplow("{'e':'pv','p':'web','tv':'j','dtm':'1e300'}").timestamp()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'p':'web','tv':'j'}",
                "{'e':'pv','tv':'j'}",
                "{'e':'pv','p':'web'}",
                "{'e':'zz','p':'web','tv':'j'}",
                "{'e':'se','p':'web','tv':'j'}",
                "{'e':'ue','p':'web','tv':'j'}",
                "{'e':'ue','p':'web','tv':'j','ue_pr':'{'}",
                "{'e':'ue','p':'web','tv':'j','ue_px':'*'}",
                "{'e':'ue','p':'web','tv':'j','ue_pr':'[]'}",
            })
    void aBadSnowplowEventIsRefused(String json) {
        assertThat(catchThrowableOfType(UnusableEventException.class, () -> snowplow(json)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "com.example.product.viewed  | {'product_id':'p1'}               |    | view           | 0 p1 null",
                "product.viewed              | {}                                | p2 | view           | 0 p2 null",
                "com.example.order.completed | {'products':[{'sku':'a'},{'itemId':'b','quantity':2}]} | o1 | purchase | 0 a 1.0, 1 b 2.0",
                "com.example.order.completed | {'products':[{}]}                 | o1 | order_completed |",
                "com.example.order.refunded  | {}                                | o1 | order_refunded |",
                "com.example.product.viewed  | {}                                |    | product_viewed |",
                "page                        | {}                                |    | page           |",
                "view                        | {'itemId':'p','value':3}          |    | view           | 0 p 3.0",
                "Com.Example.Thing-Done      | {}                                |    | com.example.thing-done |",
                "a.products.searched         | {}                                | x  | search         |",
            })
    void aCloudEventIsReadByItsType(
            String type,
            String data,
            @Nullable String subject,
            String ours,
            @Nullable String mentions)
            throws Exception {
        DecodedEvent event =
                decoder.decode(
                        event(
                                Dialect.CLOUD_EVENTS,
                                "{'specversion':'1.0','id':'1','source':'/s','time':'2026-11-22T08:00:00Z','userid':'u','anonymousid':'a','type':'"
                                        + type
                                        + "','data':"
                                        + data
                                        + (subject == null ? "" : ",'subject':'" + subject + "'")
                                        + "}",
                                null));

        assertThat(event.type()).isEqualTo(ours);
        assertThat(told(event)).isEqualTo(mentions == null ? "" : mentions);
        assertThat(event.userId()).isEqualTo("u");
        assertThat(event.anonymousId()).isEqualTo("a");
        assertThat(event.timestamp()).isEqualTo("2026-11-22T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.product.viewed", "view"})
    void theItemOfACloudEventIsTakenAsItIs(String type) throws Exception {
        DecodedEvent event =
                decoder.decode(
                        event(
                                Dialect.CLOUD_EVENTS,
                                "{'type':'"
                                        + type
                                        + "','userid':'u','data':{'itemId':'p1','name':'no','item':{'title':'Tent','price':5,'properties':{'size':'L'}}}}",
                                null));

        assertThat(event.mentions())
                .containsExactly(
                        new Mention(
                                0,
                                "p1",
                                null,
                                new DecodedItem(
                                        "Tent",
                                        null,
                                        null,
                                        null,
                                        5.0,
                                        null,
                                        Map.of("size", new Scalar("L", true)))));
    }

    private static String told(DecodedEvent event) {
        return event.mentions().stream()
                .map(m -> m.position() + " " + m.itemId() + " " + m.value())
                .collect(Collectors.joining(", "));
    }

    private DecodedEvent segment(String json, @Nullable String shared)
            throws UnusableEventException {
        return decoder.decode(SharedWords.fold(event(Dialect.SEGMENT, json, shared)));
    }

    private DecodedEvent snowplow(String json) throws UnusableEventException {
        return decoder.decode(event(Dialect.SNOWPLOW, json, null));
    }

    private DecodedEvent snowplowOf(String schema) throws UnusableEventException {
        return snowplow(
                "{'e':'ue','p':'srv','tv':'n','duid':'a','ue_pr':"
                        + quoted("{'schema':'iglu:u/e/j/1','data':{'schema':'" + schema + "'}}")
                        + "}");
    }

    private static CollectedEvent event(Dialect dialect, String json, @Nullable String shared) {
        return new CollectedEvent(
                "shop",
                "e1",
                1,
                RECEIVED,
                null,
                dialect,
                shared == null ? null : Payload.of(shared.replace('\'', '"')),
                Payload.of(json.replace('\'', '"')));
    }

    /** JSON as a text inside of JSON. */
    private static String quoted(String json) {
        return "'" + json.replace("'", "\\'") + "'";
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes());
    }
}
