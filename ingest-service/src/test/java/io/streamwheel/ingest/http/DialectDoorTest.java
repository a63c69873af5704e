package io.streamwheel.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Dialect;
import io.streamwheel.ingest.http.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What clients of other makes send, on a real port. */
@DoorOnAPort
class DialectDoorTest {

    private static final String BASIC =
            "Authorization: Basic "
                    + Base64.getEncoder().encodeToString("wk:".getBytes(StandardCharsets.UTF_8))
                    + "\r\n";
    private static final String TRACK =
            "{'type':'track','event':'Product Viewed','userId':'u','messageId':'m1'}";
    private static final String TP2 = "/com.snowplowanalytics.snowplow/tp2";

    @LocalServerPort private int port;
    @Autowired private FakeBroker broker;

    @BeforeEach
    void reset() {
        broker.events.clear();
        broker.confirm = CompletableFuture.completedFuture(null);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/track, track",
        "/v1/page/, page",
        "/v1/screen, screen",
        "/v1/identify, identify",
        "/v1/group, group",
        "/v1/alias/, alias",
        "/v1/t, track",
        "/v1/p/, page",
        "/v1/s, screen",
        "/v1/i, identify",
        "/v1/g, group",
        "/v1/a, alias"
    })
    void thePathNamesTheCall(String path, String call) throws IOException {
        Answer answer = post(path, BASIC + "Content-Type: text/plain\r\n", TRACK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        CollectedEvent event = broker.events.getFirst();
        assertThat(event.dialect()).isEqualTo(Dialect.SEGMENT);
        assertThat(event.id()).isEqualTo("m1");
        assertThat(event.payload().toText()).isEqualTo(json(TRACK));
        assertThat(shared(event)).isEqualTo("{'type':'" + call + "'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/batch/",
                "/v1/b",
                "/v1/import/",
                "/beacon/v1/batch?writeKey=wk"
            })
    void aBatchSharesItsContext(String path) throws IOException {
        Answer answer =
                post(
                        path,
                        path.contains("?") ? "" : BASIC,
                        "{'context':{'ip':'x'},'integrations':{'All':true},'sentAt':'2026-11-22T09:00:00Z','batch':["
                                + TRACK
                                + ",42,\"text\",[{}]],'writeKey':'wk'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(broker.events)
                .extracting(e -> e.payload().toText())
                .containsExactly(json(TRACK), "42", "\"text\"", "[{}]");
        assertThat(broker.events)
                .allSatisfy(event -> {
                    assertThat(shared(event))
                            .isEqualTo("{'context':{'ip':'x'},'integrations':{'All':true}}");
                    assertThat(event.sentAt()).isEqualTo("2026-11-22T09:00:00Z");
                });
    }

    @Test
    void headersStandInForWhatTheBodyLacks() throws IOException {
        post(
                "/v1/track",
                BASIC
                        + "AnonymousId: YS03Nw==\r\nSentAt: 2026-11-22T09:00:00Z\r\nUser-Agent: Fox\r\nOrigin: http://shop.example\r\n",
                TRACK);

        CollectedEvent event = broker.events.getFirst();
        assertThat(event.sentAt()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(shared(event))
                .isEqualTo("{'type':'track','anonymousId':'a-77','context':{'userAgent':'Fox'}}");
    }

    @Test
    void theUserAgentOfAServerIsNotTheVisitors() throws IOException {
        post("/v1/batch", BASIC + "User-Agent: node\r\n", "{'batch':[" + TRACK + "]}");

        assertThat(broker.events.getFirst().shared()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/batch        | {'batch':{}}              | 400",
                "/v1/batch        | {'events':[]}             | 400",
                "/v1/batch        | []                        | 400",
                "/v1/track        | [{}]                      | 400",
                "/v1/track        | 42                        | 400",
                "/v1/track        | {                         | 400",
                "/v1/track        |                           | 400",
                "/v1/batch        | {'batch':[],'writeKey':'other'} | 400",
                "/v1/batch        | {'batch':[]}              | 200",
                "/v1/cloudevents  | {}                        | 400",
                "/v1/nonsense     | {}                        | 404",
                TP2 + "           | {'data':{}}               | 400",
                "/v1/cloudevents/x| {}                        | 404",
            })
    void whatCannotBeReadIsRefusedWhole(String path, @Nullable String body, int status)
            throws IOException {
        assertThat(post(path.strip(), BASIC, body == null ? "" : body).status()).isEqualTo(status);
        assertThat(broker.events).isEmpty();
    }

    @Test
    void aContextForAllThatIsTooLargeIsRefused() throws IOException {
        String context = "{'context':{'x':'" + "y".repeat(8200) + "'},'batch':[" + TRACK + "]}";
        assertThat(post("/v1/batch", BASIC, context).status()).isEqualTo(413);
        String deep = "{'context':" + "[".repeat(20) + "]".repeat(20) + ",'batch':[]}";
        assertThat(post("/v1/batch", BASIC, deep).status()).isEqualTo(400);
    }

    @Test
    void strictModeNamesEveryBadEvent() throws IOException {
        Answer answer =
                post(
                        "/v1/batch",
                        BASIC + "X-Strict-Mode: 1\r\n",
                        "{'batch':["
                                + TRACK
                                + ",{'type':'track','event':' ','userId':'u'},{'type':'page'},{'type':'x','userId':'u'},{}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "\"errors\":[{\"pointer\":\"/batch/1/event\"",
                        "{\"pointer\":\"/batch/2/userId\"",
                        "{\"pointer\":\"/batch/3/type\"",
                        "{\"pointer\":\"/batch/4/type\"");
        assertThat(post("/v1/track", BASIC + "X-Strict-Mode: 1\r\n", "{'userId':'u'}").body())
                .contains("\"pointer\":\"/event\"");
        assertThat(broker.events).isEmpty();
    }

    @Test
    void snowplowsApplicationIdIsTheKey() throws IOException {
        String event = "{'e':'pv','eid':'s1','aid':'wk'}";
        assertThat(post(TP2, "", "{'schema':'x','data':[" + event + "]}").status()).isEqualTo(200);
        assertThat(post(TP2, BASIC, "{'data':[" + event.replace("wk", "my app") + "]}").status())
                .isEqualTo(200);
        assertThat(post(TP2, "", "{'data':[" + event.replace("wk", "no") + "]}").status())
                .isEqualTo(401);
        assertThat(broker.events).extracting(CollectedEvent::id).containsExactly("s1", "s1");
        assertThat(broker.events)
                .extracting(CollectedEvent::dialect)
                .containsOnly(Dialect.SNOWPLOW);
    }

    @Test
    void snowplowsGetIsAnEventInAnAddress() throws IOException {
        Answer answer = get("/i?e=pv&aid=wk&eid=g1&url=https%3A%2F%2Fx%2F%3Fa%3D1+2&url=last", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(broker.events.getFirst().payload().toText())
                .isEqualTo(json("{'e':'pv','aid':'wk','eid':'g1','url':'last'}"));
        assertThat(get("/i?e=pv&aid=no", "").status()).isEqualTo(401);
        assertThat(get("/i?e=%zz&aid=wk", "").status()).isEqualTo(400);
        assertThat(get("/i", "").status()).isEqualTo(401);
    }

    @Test
    void aPixelNestsByItsDots() throws IOException {
        Answer answer =
                get(
                        "/pixel/v1/track?writeKey=wk&event=Product+Viewed&userId=u&properties.product_id=p1&properties.a.b=c&properties=x&properties.name=T",
                        "");

        assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
        assertThat(broker.events.getFirst().payload().toText())
                .isEqualTo(
                        json("{'event':'Product Viewed','userId':'u','properties':{'name':'T'}}"));
        assertThat(get("/pixel/v1/track?writeKey=wk&a" + ".b".repeat(9) + "=1", "").status())
                .isEqualTo(400);
        assertThat(get("/pixel/v1/alias?writeKey=wk", "").status()).isEqualTo(404);
    }

    @Test
    void aBinaryCloudEventBecomesAStructuredOne() throws IOException {
        Answer answer =
                post(
                        "/v1/cloudevents",
                        "X-Write-Key: wk\r\nContent-Type: application/json\r\nce-specversion: 1.0\r\nCe-Id: 1\r\nce-source: /s\r\nce-type: \"caf%C3%A9+\"\r\n",
                        "{'a':1.50}");

        assertThat(answer.status()).isEqualTo(200);
        CollectedEvent event = broker.events.getFirst();
        assertThat(event.dialect()).isEqualTo(Dialect.CLOUD_EVENTS);
        // sha256("/s\n1")
        assertThat(event.id()).startsWith("ce-").hasSize(35);
        assertThat(event.payload().toText())
                .contains(
                        "\"type\":\"café+\"",
                        "\"id\":\"1\"",
                        "\"datacontenttype\":\"application/json\"",
                        "\"data\":{\"a\":1.50}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},'id':'2'", "{} {}", "{'a':1", ""})
    void dataCannotReachOutOfItsEvent(String data) throws IOException {
        Answer answer =
                post(
                        "/v1/cloudevents",
                        "X-Write-Key: wk\r\nContent-Type: application/json\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: /s\r\nce-type: t\r\n",
                        data);

        assertThat(answer.status()).isEqualTo(data.isEmpty() ? 200 : 400);
    }

    static Stream<List<String>> structured() {
        String event = "{'specversion':'1.0','id':'1','source':'/s','type':'page'}";
        return Stream.of(
                List.of("application/cloudevents+json; charset=utf-8", event, "1"),
                List.of("application/cloudevents-batch+json", "[" + event + "," + event + "]", "2"),
                List.of("application/cloudevents-batch+json", "[]", "0"),
                List.of("application/cloudevents+json", event.replace("'id':'1',", ""), "/id"),
                List.of(
                        "application/cloudevents+json",
                        event.replace("1.0", "0.3"),
                        "/specversion"),
                List.of(
                        "application/cloudevents-batch+json",
                        "[" + event + ",{'id':'1'}]",
                        "/1/source"),
                List.of("application/cloudevents-batch+json", "[42]", "/0/id"));
    }

    @ParameterizedTest
    @MethodSource("structured")
    void cloudEventsAreWholeOrRefused(List<String> sent) throws IOException {
        Answer answer =
                post(
                        "/v1/cloudevents/",
                        BASIC + "Content-Type: " + sent.get(0) + "\r\n",
                        sent.get(1));

        if (sent.get(2).startsWith("/")) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"pointer\":\"" + sent.get(2) + "\"");
            assertThat(broker.events).isEmpty();
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(broker.events).hasSize(Integer.parseInt(sent.get(2)));
        }
    }

    @Test
    void pageSdksAreToldWhereToSend() throws IOException {
        Answer settings = get("/v1/projects/wk/settings", "Origin: http://shop.example\r\n");
        assertThat(settings.body())
                .isEqualTo(
                        "{\"integrations\":{\"Segment.io\":{\"apiKey\":\"wk\",\"apiHost\":\"localhost/v1\",\"protocol\":\"http\"}}}");
        assertThat(settings.header("Access-Control-Allow-Origin")).isEqualTo("http://shop.example");
        assertThat(get("/v1/projects/nobody/settings", "").status()).isEqualTo(401);
        assertThat(get("/sourceConfig/?writeKey=wk&p=npm", "").body())
                .startsWith("{\"source\":{\"id\":\"s1\",\"name\":\"site\",\"writeKey\":\"wk\"");
        assertThat(get("/sourceConfig?writeKey=no", "").status()).isEqualTo(401);
        assertThat(post("/v1/m", "Content-Type: text/plain\r\n", "{'series':[]}").status())
                .isEqualTo(200);
    }

    @Test
    void pagesMaySendCredentialsToOthersPathsOnly() throws IOException {
        String preflight =
                "Origin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n";
        Answer snowplow = send("OPTIONS " + TP2, preflight, "");
        assertThat(snowplow.status()).isEqualTo(204);
        assertThat(snowplow.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(snowplow.header("Access-Control-Allow-Headers")).contains("sp-anonymous");
        assertThat(
                        send("OPTIONS /v1/events", preflight, "")
                                .header("Access-Control-Allow-Credentials"))
                .isEmpty();
        Answer refused = post("/v1/t", "Origin: https://shop.example\r\n", TRACK);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    }

    @Test
    void successIsNotSaidBeforeTheBrokerConfirmed() throws IOException {
        broker.confirm = new CompletableFuture<>();
        Answer answer = post("/v1/track", BASIC, TRACK);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-5]");
    }

    private Answer post(String path, String headers, String body) throws IOException {
        return send("POST " + path, headers, json(body));
    }

    private Answer get(String path, String headers) throws IOException {
        return send("GET " + path, headers, "");
    }

    private Answer send(String line, String headers, String body) throws IOException {
        byte[] request =
                (line
                                + " HTTP/1.1\r\nHost: localhost\r\n"
                                + headers
                                + "Content-Length: "
                                + body.getBytes(StandardCharsets.UTF_8).length
                                + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.UTF_8);
        try (Wire wire = new Wire(port)) {
            return Description.check(request, wire.send(request).read());
        }
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static @Nullable String shared(CollectedEvent event) {
        return event.shared() == null ? null : event.shared().toText().replace('"', '\'');
    }
}
