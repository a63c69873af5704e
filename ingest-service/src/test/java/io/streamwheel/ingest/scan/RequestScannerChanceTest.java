package io.streamwheel.ingest.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.EventFields.Text;
import io.streamwheel.testkit.chance.AnyJson;
import io.streamwheel.testkit.chance.Chance;
import io.streamwheel.testkit.chance.Mutation;
import io.streamwheel.testkit.chance.Tries;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests of every shape, held against a reference parser, and damaged ones. */
class RequestScannerChanceTest {

    private static final List<Layout> LAYOUTS =
            List.of(
                    Layout.NATIVE,
                    Layout.SEGMENT_CALL,
                    Layout.SEGMENT_BATCH,
                    Layout.SNOWPLOW_EVENT,
                    Layout.SNOWPLOW_PAYLOAD,
                    Layout.CLOUD_EVENT,
                    Layout.CLOUD_EVENTS);
    private static final JsonMapper REFERENCE =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String[] NAMES = {
        "id", "type", "userId", "anonymousId", "itemId", "targetUserId", "timestamp", "value",
        "messageId", "event", "eid", "aid", "source", "specversion", "sentAt", "context"
    };

    private final RequestScanner scanner = new RequestScanner(ScanLimits.defaults());

    /** A body, and the events in it as they stand there. */
    private record Request(byte[] body, List<String> events) {}

    @Test
    void aValidRequestComesApartIntoTheBytesOfItsEvents() {
        Tries.check(chance -> {
            Layout layout = chance.oneOf(LAYOUTS);
            Request request = request(layout, chance);

            Scan scan = scanned(request.body, layout);

            assertThat(scan.entries()).hasSameSizeAs(request.events);
            for (int i = 0; i < request.events.size(); i++) {
                if (scan.entries().get(i) instanceof Candidate.Event event) {
                    assertThat(event.payload().toText()).isEqualTo(request.events.get(i));
                    assertThat(event.payload().array()).isSameAs(request.body);
                    sameAsReference(event, layout);
                } else {
                    assertThat(layout.anyShape()).isFalse();
                    assertThat(request.events.get(i)).doesNotStartWith("{");
                }
            }
        });
    }

    @Test
    void linesComeApartLikeDocuments() {
        Tries.check(chance -> {
            List<String> lines = new ArrayList<>();
            int count = chance.between(1, 4);
            for (int i = 0; i < count; i++) {
                lines.add(event(chance).replace('\n', ' ').replace('\r', ' '));
            }
            byte[] body = utf8(String.join(chance.oneOf("\n", "\r\n", "\n \n"), lines));

            Scan scan = scanner.scan(Body.of(body), BodyFormat.LINES);

            assertThat(scan.entries())
                    .extracting(each -> ((Candidate.Event) each).payload().toText())
                    .isEqualTo(lines);
        });
    }

    @Test
    void whateverComesIsRefusedOrScanned() {
        Tries.check(chance -> {
            Layout layout = chance.oneOf(LAYOUTS);
            byte[] body =
                    chance.oneIn(4)
                            ? chance.bytes(120)
                            : Mutation.of(request(layout, chance).body, chance);
            // As the door has it: the body is the beginning of a longer array.
            Body padded = new Body(java.util.Arrays.copyOf(body, body.length + 3), body.length);

            refusedOrScanned(padded, () -> scanner.scan(padded, layout));
            refusedOrScanned(padded, () -> scanner.scan(padded, BodyFormat.LINES));
            Throwable other = catchThrowable(() -> scanner.checkJson(padded));
            if (other == null) {
                assertThat(REFERENCE.readTree(body)).isNotNull();
            } else {
                assertThat(other).isInstanceOf(RefusedException.class);
            }
        });
    }

    @Test
    void theLimitsHoldAtTheirEdges() {
        Tries.check(chance -> {
            int depth = chance.between(1, 20);
            RequestScanner shallow = new RequestScanner(new ScanLimits(500, 32 << 10, depth));
            int levels = chance.between(Math.max(1, depth - 1), depth + 2);
            String deep = nested(levels, chance);
            String listed = "{\"events\":[" + deep + "]}";
            for (String body : List.of(deep, "[" + deep + "]", listed)) {
                assertThat(problem(shallow, body))
                        .describedAs("%s levels of %s: %s", levels, depth, body)
                        .isEqualTo(levels > depth ? Problem.TOO_DEEP : null);
            }

            int bytes = chance.between(20, 300);
            int events = chance.between(1, 5);
            RequestScanner small = new RequestScanner(new ScanLimits(events, bytes, 16));
            int size = chance.between(bytes - 1, bytes + 1);
            String wide = "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
            Problem tooLarge = size > bytes ? Problem.TOO_LARGE : null;
            assertThat(problem(small, wide)).isEqualTo(tooLarge);
            assertThat(problem(small, " [ " + wide + " ] ")).isEqualTo(tooLarge);

            int count = chance.between(events, events + 1);
            String many = "[" + "{},".repeat(count - 1) + "{}]";
            Problem tooMany = count > events ? Problem.TOO_MANY_EVENTS : null;
            assertThat(problem(small, many)).isEqualTo(tooMany);
            assertThat(problem(small, "{\"events\":" + many + "}")).isEqualTo(tooMany);

            int digits = chance.between(999, 1_001);
            String number = "{\"a\":" + "7".repeat(digits) + "}";
            assertThat(problem(scanner, number))
                    .isEqualTo(digits > 1_000 ? Problem.MALFORMED_JSON : null);
        });
    }

    private Scan scanned(byte[] body, Layout layout) {
        try {
            return scanner.scan(Body.of(body), layout);
        } catch (RefusedException e) {
            throw new AssertionError(
                    e.getMessage() + ": " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    private interface Scanning {
        Scan scan();
    }

    /** And takes no more memory than so many lines are worth, of which each may be broken. */
    private static void refusedOrScanned(Body body, Scanning scanning) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        scanOrNull(scanning); // classes are loaded once
        long before = thread.getCurrentThreadAllocatedBytes();
        @Nullable Scan scan = scanOrNull(scanning);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        long lines = new String(body.bytes(), StandardCharsets.ISO_8859_1).lines().count();
        assertThat(allocated)
                .describedAs("bytes for %s", new String(body.bytes(), StandardCharsets.UTF_8))
                .isLessThan((256L << 10) + lines * (16 << 10));
        if (scan == null) {
            return;
        }
        for (Candidate entry : scan.entries()) {
            if (entry instanceof Candidate.Event event) {
                assertThat(event.payload().offset() + event.payload().size())
                        .isLessThanOrEqualTo(body.length());
                assertThat(REFERENCE.readTree(event.payload().toByteArray()).isMissingNode())
                        .isFalse();
            }
        }
    }

    private static @Nullable Scan scanOrNull(Scanning scanning) {
        try {
            return scanning.scan();
        } catch (RefusedException refused) {
            return null;
        }
    }

    private static @Nullable Problem problem(RequestScanner scanner, String body) {
        RefusedException refusal =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> scanner.scan(Body.of(utf8(body)), BodyFormat.JSON));
        return refusal == null ? null : refusal.problem();
    }

    private static void sameAsReference(Candidate.Event event, Layout layout) {
        JsonNode node = REFERENCE.readTree(event.payload().toByteArray());
        EventFields fields = event.fields();
        for (String name : NAMES) {
            Text field = layout.names().of(name);
            JsonNode value = node.path(name);
            if (field != null) {
                boolean text = value.isString() && !value.stringValue().isEmpty();
                assertThat(fields.text(field)).isEqualTo(text ? value.stringValue() : null);
                assertThat(fields.isOtherThanText(field))
                        .isEqualTo(!value.isString() && !value.isNull() && !value.isMissingNode());
            }
        }
        if (layout.names() == FieldNames.NATIVE) {
            JsonNode value = node.path("value");
            boolean absent =
                    value.isMissingNode()
                            || value.isNull()
                            || (value.isString() && value.stringValue().isEmpty());
            boolean finite =
                    value.isNumber() && Double.isFinite(Double.parseDouble(value.asString()));
            assertThat(fields.isValueFinite()).isEqualTo(absent || finite);
        }
        assertThat(fields.widest()).isEqualTo(widest(node));
        assertThat(fields.longestName()).isEqualTo(longestName(node));
    }

    private static int widest(JsonNode node) {
        int widest = node.isObject() ? node.size() : 0;
        for (JsonNode each : node) {
            widest = Math.max(widest, widest(each));
        }
        return widest;
    }

    private static int longestName(JsonNode node) {
        int longest = 0;
        for (String name : node.propertyNames()) {
            longest = Math.max(longest, name.codePointCount(0, name.length()));
        }
        for (JsonNode each : node) {
            longest = Math.max(longest, longestName(each));
        }
        return longest;
    }

    private static Request request(Layout layout, Chance chance) {
        AnyJson json = new AnyJson(chance, true);
        String begin = (chance.oneIn(8) ? "\ufeff" : "") + json.space();
        List<String> events = new ArrayList<>();
        if (layout.alone() && (layout.list() == null || chance.oneIn(3))) {
            events.add(event(chance));
            return new Request(utf8(begin + events.getFirst() + json.space()), events);
        }
        int count = chance.between(layout.mayBeEmpty() ? 0 : 1, 4);
        StringBuilder list = new StringBuilder("[").append(json.space());
        for (int i = 0; i < count; i++) {
            events.add(chance.oneIn(8) ? json.value(2) : event(chance));
            list.append(i == 0 ? "" : ",").append(json.space());
            list.append(events.getLast()).append(json.space());
        }
        list.append("]");
        if (layout.array() && (layout.list() == null || chance.oneIn(2))) {
            return new Request(utf8(begin + list + json.space()), events);
        }
        String root =
                "{"
                        + json.space()
                        + (chance.oneIn(2) ? "\"context\":" + json.object(2) + "," : "")
                        + (chance.oneIn(2) ? "\"other\":" + json.value(3) + "," : "")
                        + "\""
                        + layout.list()
                        + "\":"
                        + list
                        + (chance.oneIn(2) ? ",\"writeKey\":\"k\"" : "")
                        + "}";
        return new Request(utf8(begin + root + json.space()), events);
    }

    /** With some of the names that matter, whatever their values are. */
    private static String event(Chance chance) {
        AnyJson json = new AnyJson(chance, true);
        StringBuilder event = new StringBuilder("{").append(json.space());
        int members = 0;
        for (String name : NAMES) {
            if (chance.oneIn(4)) {
                event.append(members++ == 0 ? "" : ",").append(json.space());
                event.append('"').append(name).append("\":").append(json.value(2));
            }
        }
        event.append(members == 0 ? "" : ",").append("\"properties\"").append(json.space());
        return event.append(":").append(json.value(4)).append(json.space()).append("}").toString();
    }

    /** An object of so many levels, itself the first. */
    private static String nested(int levels, Chance chance) {
        StringBuilder begin = new StringBuilder();
        StringBuilder end = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            boolean object = i == 0 || chance.oneIn(2);
            begin.append(object ? (i == levels - 1 ? "{" : "{\"a\":") : "[");
            end.insert(0, object ? "}" : "]");
        }
        return begin.append(end).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
