package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;

/** {@code GET /console/assets/DIRECTORY/FILE}: the same for everybody, for good. */
final class AssetsHandler implements HttpRequestHandler {

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final Assets assets;

    AssetsHandler(Assets assets) {
        this.assets = assets;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String address = request.getRequestURI();
        String directory = assets.directory() + "/";
        Optional<Asset> found =
                address.startsWith(directory)
                        ? assets.find(address.substring(directory.length()))
                        : Optional.empty();
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String accepted = request.getHeader("Accept-Encoding");
        boolean packed = accepted != null && accepted.contains("gzip");
        byte[] body = packed ? found.get().packed() : found.get().plain();
        response.setHeader("Cache-Control", FOR_GOOD);
        response.setHeader("Vary", "Accept-Encoding");
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(found.get().type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
