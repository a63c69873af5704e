package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The same for everybody: whole, or 304 where the client has it.
 *
 * @param caching the {@code Cache-Control} of the answer
 */
record CachedAnswer(byte[] body, String type, String caching, String etag) {

    /** Kept, and asked for by its ETag each time. */
    static final String ASK_AGAIN = "no-cache";

    static CachedAnswer of(byte[] body, String type, String caching) {
        return new CachedAnswer(body, type, caching, '"' + DigestUtils.md5DigestAsHex(body) + '"');
    }

    void writeTo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", caching);
        if (new ServletWebRequest(request, response).checkNotModified(etag)) {
            return;
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
