package io.streamwheel.ingest.http;

import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.scan.BodyFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the content headers say. Lenient where clients are known to label JSON as something else,
 * strict where nothing good can follow.
 */
final class ContentHeaders {

    private static final Set<String> JSON_TYPES =
            Set.of(
                    "application/json",
                    "text/json",
                    "text/plain", // navigator.sendBeacon
                    "application/x-www-form-urlencoded"); // curl -d, and one SDK
    private static final Set<String> LINE_TYPES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private ContentHeaders() {}

    /** The format by {@code Content-Type}; without one it is JSON. */
    static BodyFormat format(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return BodyFormat.JSON;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            checkCharset(parts[i].strip());
        }
        String type = parts[0].strip();
        if (LINE_TYPES.contains(type)) {
            return BodyFormat.LINES;
        }
        if (JSON_TYPES.contains(type)
                || (type.startsWith("application/") && type.endsWith("+json"))) {
            return BodyFormat.JSON;
        }
        throw new RefusedException(
                Problem.UNSUPPORTED_MEDIA_TYPE, "application/json or application/x-ndjson is read");
    }

    /** Whether the body is packed, by all {@code Content-Encoding} headers. */
    static boolean isGzip(List<String> contentEncodings) {
        String encoding = String.join(",", contentEncodings).strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return false;
        }
        if (GZIP.contains(encoding)) {
            return true;
        }
        throw new RefusedException(Problem.UNSUPPORTED_ENCODING, "gzip or none is read");
    }

    private static void checkCharset(String parameter) {
        if (!parameter.startsWith("charset")) {
            return;
        }
        String charset = parameter.substring(parameter.indexOf('=') + 1).strip().replace("\"", "");
        if (!charset.equals("utf-8") && !charset.equals("utf8")) {
            throw new RefusedException(Problem.UNSUPPORTED_MEDIA_TYPE, "only UTF-8 is read");
        }
    }
}
