package io.streamwheel.analysis.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /swagger-ui}: the description as a page to try things out. The page and its start are
 * ours, so that nothing in it is inline; the rest is read from the WebJar when it is asked for.
 */
@RestController
final class SwaggerUiHandler {

    private static final String ADDRESS = "/swagger-ui";
    private static final String PAGE = "index.html";
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";
    private static final String AN_HOUR = "public, max-age=3600";
    private static final Map<String, String> OURS =
            Map.of("initializer.js", SCRIPT, "page.css", STYLE);
    private static final Map<String, String> WEBJARS =
            Map.of(
                    "swagger-ui-bundle.js", SCRIPT,
                    "swagger-ui.css", STYLE,
                    "favicon-32x32.png", "image/png");

    /** Swagger UI's own style sheet holds its icons as data: images. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** What may be seen without a key: there is no data in it. */
    static final Set<String> ADDRESSES =
            Stream.concat(
                            Stream.of(ADDRESS, ADDRESS + "/", ADDRESS + "/" + PAGE),
                            Stream.concat(OURS.keySet().stream(), WEBJARS.keySet().stream())
                                    .map(file -> ADDRESS + "/" + file))
                    .collect(Collectors.toUnmodifiableSet());

    @GetMapping(ADDRESS)
    void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        CachedAnswer.of(
                        read("swagger-ui/" + PAGE),
                        "text/html;charset=utf-8",
                        CachedAnswer.ASK_AGAIN)
                .writeTo(request, response);
    }

    @GetMapping(ADDRESS + "/")
    void pageWithSlash(HttpServletResponse response) {
        leadToPage(response);
    }

    @GetMapping(ADDRESS + "/{file}")
    void file(@PathVariable String file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (file.equals(PAGE)) {
            leadToPage(response);
        } else if (OURS.get(file) instanceof String type) {
            CachedAnswer.of(read("swagger-ui/" + file), type, AN_HOUR).writeTo(request, response);
        } else if (WEBJARS.get(file) instanceof String type) {
            CachedAnswer.of(readWebJar(file), type, AN_HOUR).writeTo(request, response);
        } else {
            Problem.of(HttpStatus.NOT_FOUND.value()).writeTo(response);
        }
    }

    /** From both addresses the same way, also where a proxy puts a path of its own in front. */
    private static void leadToPage(HttpServletResponse response) {
        response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
        response.setHeader("Location", ".." + ADDRESS);
    }

    private static byte[] readWebJar(String file) throws IOException {
        Properties jar = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            jar.load(in);
        }
        return read(
                "/META-INF/resources/webjars/swagger-ui/"
                        + jar.getProperty("version")
                        + "/"
                        + file);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String resource) throws IOException {
        @Nullable InputStream in = SwaggerUiHandler.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException(resource);
        }
        return in;
    }
}
