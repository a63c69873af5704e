package io.streamwheel.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that no good client sends, as {@code hostile-requests.jsonl} has it: either {@code
 * line}, {@code headers} and {@code body}, which get a {@code Content-Length} unless they frame the
 * body themselves, or {@code raw} bytes, or {@code pieces} that are sent one by one. Each character
 * is one byte. {@code {EVENT}} is an event, {@code {a*9000}} so many times the same.
 *
 * @param statuses of which one must come; 0 for a connection that ends without an answer
 * @param type the last part of the problem's type, where it matters
 * @param published events that get in all the same
 */
record HostileRequest(
        String name,
        List<byte[]> pieces,
        boolean headOnly,
        List<Integer> statuses,
        @Nullable String type,
        int published) {

    private static final String EVENT =
            "{\"id\":\"h\",\"type\":\"view\",\"userId\":\"u\",\"itemId\":\"p\"}";
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}*]+)\\*([0-9]+)}");

    static Stream<HostileRequest> all() {
        try (InputStream in = HostileRequest.class.getResourceAsStream("hostile-requests.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(line -> of(JsonMapper.shared().readTree(line))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostileRequest of(JsonNode written) {
        List<byte[]> pieces = new ArrayList<>();
        if (written.has("raw")) {
            pieces.add(bytes(written.path("raw").stringValue()));
        } else if (written.has("pieces")) {
            written.path("pieces").forEach(piece -> pieces.add(bytes(piece.stringValue())));
        } else {
            pieces.add(composed(written));
        }
        return new HostileRequest(
                written.path("name").stringValue(),
                pieces,
                written.path("line").asString("").startsWith("HEAD "),
                written.path("status").valueStream().map(JsonNode::intValue).toList(),
                written.has("type") ? written.path("type").stringValue() : null,
                written.path("published").intValue());
    }

    /** All pieces as one. */
    byte[] whole() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static byte[] composed(JsonNode written) {
        StringBuilder head = new StringBuilder(written.path("line").stringValue()).append("\r\n");
        boolean framed = false;
        for (JsonNode header : written.path("headers")) {
            String text = header.stringValue();
            framed |= text.startsWith("Content-Length") || text.startsWith("Transfer-Encoding");
            head.append(text).append("\r\n");
        }
        byte[] body = bytes(written.path("body").asString(""));
        if (!framed && written.has("body")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] begin = bytes(head.append("\r\n").toString());
        byte[] whole = java.util.Arrays.copyOf(begin, begin.length + body.length);
        System.arraycopy(body, 0, whole, begin.length, body.length);
        return whole;
    }

    private static byte[] bytes(String written) {
        Matcher repeated =
                REPEATED.matcher(
                        written.replace(
                                "{EVENT}", EVENT.replace('{', '\u0001').replace('}', '\u0002')));
        return repeated.replaceAll(found ->
                        Matcher.quoteReplacement(
                                found.group(1).repeat(Integer.parseInt(found.group(2)))))
                .replace('\u0001', '{')
                .replace('\u0002', '}')
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
