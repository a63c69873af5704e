package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /openapi.json}: {@code openapi.yml} as JSON. */
@RestController
final class OpenApiHandler {

    static final String ADDRESS = "/openapi.json";

    /** Made when it is first asked for, which the start need not wait for. */
    private static final class Document {

        private static final CachedAnswer ANSWER =
                CachedAnswer.of(json(), "application/json", CachedAnswer.ASK_AGAIN);
    }

    @GetMapping(ADDRESS)
    void document(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Document.ANSWER.writeTo(request, response);
    }

    private static byte[] json() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        try (InputStream in = OpenApiHandler.class.getResourceAsStream("openapi.yml")) {
            Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(in);
            document.remove("x-shared"); // its anchors have done their work
            return JsonMapper.shared().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
