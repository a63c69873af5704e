package io.streamwheel.standalone;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code GET /} of the analysis port where no demo shop is: what runs here, and no data. */
final class FrontPage {

    private static final String TEXT =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Streamwheel</title></head>
            <body>
            <h1>Streamwheel</h1>
            <p>This is the analysis service: it answers <code>/v1/...</code> with a server key. Events are posted to the ingest service.</p>
            <p>The interface is described in the project's <code>README.md</code>. Whether the service works: <a href="/livez">/livez</a>, <a href="/readyz">/readyz</a>.</p>
            </body></html>
            """;

    private FrontPage() {}

    static RouterFunction<ServerResponse> routes() {
        MediaType html = new MediaType("text", "html", StandardCharsets.UTF_8);
        return RouterFunctions.route()
                .GET(
                        "/",
                        request ->
                                ServerResponse.ok()
                                        .contentType(html)
                                        .header(
                                                "Content-Security-Policy",
                                                "default-src 'none'; base-uri 'none';"
                                                        + " frame-ancestors 'none'")
                                        .body(TEXT))
                .build();
    }
}
