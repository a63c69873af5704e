package io.streamwheel.ingest.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Before everything else: refuses paths that could be read in two ways, and tells pages of other
 * origins that they may post here. Keys are not cookies, so our own path allows no credentials; on
 * the paths of others they are allowed, because Snowplow's tracker insists, and nobody reads them.
 * The headers stand on errors too: a page that cannot read a 503 does not slow down.
 */
final class FrontDoor extends HttpFilter {

    private static final int LONGEST_ORIGIN = 256;
    private static final String ALLOWED_HEADERS =
            "authorization, content-type, content-encoding, x-write-key, x-api-key, x-retry-count,"
                    + " x-strict-mode, anonymousid, sentat, sp-anonymous";
    private static final List<String> OWN = List.of("/v1/events");
    private static final List<String> COLLECTORS =
            List.of(
                    "/v1/",
                    "/com.snowplowanalytics.snowplow/",
                    "/i",
                    "/pixel/",
                    "/beacon/",
                    "/sourceConfig");

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (isAmbiguous(path)) {
            Answers.status(response, 404);
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (beginsWith(path, COLLECTORS)) {
            String origin = request.getHeader("Origin");
            response.addHeader("Vary", "Origin");
            if (origin != null && origin.length() <= LONGEST_ORIGIN) {
                response.setHeader("Access-Control-Allow-Origin", origin);
                response.setHeader(
                        "Access-Control-Expose-Headers",
                        "Retry-After, RateLimit, RateLimit-Policy");
                if (!beginsWith(path, OWN)) {
                    response.setHeader("Access-Control-Allow-Credentials", "true");
                }
                if (isPreflight(request)) {
                    response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
                    response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
                    response.setHeader("Access-Control-Max-Age", "3600");
                    response.setStatus(204);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean beginsWith(String path, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmbiguous(String path) {
        return path.indexOf(';') >= 0 || path.indexOf('%') >= 0 || path.contains("//");
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
