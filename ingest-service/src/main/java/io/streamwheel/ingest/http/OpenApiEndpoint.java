package io.streamwheel.ingest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /openapi.json}: {@code openapi.yml} as JSON. */
@RestController
final class OpenApiEndpoint {

    /** Made when it is first asked for, which the start need not wait for. */
    private static final class Document {

        private static final byte[] JSON = json();
        private static final String ETAG = '"' + DigestUtils.md5DigestAsHex(JSON) + '"';
    }

    @GetMapping("/openapi.json")
    void document(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        if (new ServletWebRequest(request, response).checkNotModified(Document.ETAG)) {
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(Document.JSON.length);
        response.getOutputStream().write(Document.JSON);
    }

    private static byte[] json() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.yml")) {
            Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(in);
            document.remove("x-shared"); // its anchors have done their work
            return JsonMapper.shared().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
