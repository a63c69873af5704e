package io.streamwheel.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * {@code GET /streamwheel.js}: the tag for pages of any origin, as the build has made it from
 * {@code src/main/js}. It holds no key, so everybody gets the same bytes, which are named by their
 * hash.
 */
@RestController
final class TagEndpoint {

    private final byte[] script = built();
    private final String etag = '"' + sha256(script) + '"';

    @GetMapping("/streamwheel.js")
    void tag(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentType("text/javascript; charset=utf-8");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }

    private static byte[] built() {
        try (InputStream in = TagEndpoint.class.getResourceAsStream("streamwheel.js")) {
            if (in == null) {
                throw new IllegalStateException("streamwheel.js is not built: run mvn compile");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
