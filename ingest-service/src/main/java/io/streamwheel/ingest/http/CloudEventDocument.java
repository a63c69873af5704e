package io.streamwheel.ingest.http;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.RequestScanner;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a CloudEvent of the binary mode, attributes in {@code ce-} headers and data in the body,
 * in the JSON format, so that all modes are one from here on.
 */
final class CloudEventDocument {

    private static final String PREFIX = "ce-";
    private static final JsonFactory JSON = new JsonFactory();

    private CloudEventDocument() {}

    /**
     * The event as one JSON document.
     *
     * @throws RefusedException an attribute comes twice or cannot be read, or the data is called
     *     JSON and is none
     */
    static Body of(HttpServletRequest request, Body data, RequestScanner scanner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length() + 256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            for (String header : Collections.list(request.getHeaderNames())) {
                String name = header.toLowerCase(Locale.ROOT);
                if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                    json.writeStringProperty(
                            name.substring(PREFIX.length()), attribute(request, header));
                }
            }
            data(json, request.getContentType(), data, scanner);
            json.writeEndObject();
        }
        return Body.of(bytes.toByteArray());
    }

    /** Without surrounding quotes, and percent-decoded once (section 3.1.3.2). */
    private static String attribute(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.size() != 1) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "an attribute of the CloudEvent comes twice");
        }
        String value = values.getFirst().strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Problem.BAD_REQUEST, "an attribute of the CloudEvent is not percent-encoded");
        }
    }

    private static void data(
            JsonGenerator json, @Nullable String contentType, Body data, RequestScanner scanner) {
        if (data.length() == 0) {
            return;
        }
        String type = contentType == null ? "application/json" : contentType;
        String bare = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        json.writeStringProperty("datacontenttype", type);
        byte[] bytes = Arrays.copyOf(data.bytes(), data.length());
        if (bare.endsWith("/json") || bare.endsWith("+json")) {
            scanner.checkJson(data);
            json.writeName("data");
            json.writeRawValue(new String(bytes, StandardCharsets.UTF_8));
        } else {
            json.writeStringProperty("data_base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
