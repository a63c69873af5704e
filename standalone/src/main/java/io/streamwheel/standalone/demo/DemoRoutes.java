package io.streamwheel.standalone.demo;

import io.streamwheel.event.EventTypes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What the demo shop answers on the analysis port: the page, its pictures, and the click. */
final class DemoRoutes {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml;charset=UTF-8");
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String POLICY = "Content-Security-Policy";
    private static final Duration CLICK_PATIENCE = Duration.ofSeconds(3);

    private final Catalogue catalogue;
    private final Simulation simulation;
    private final Supplier<Optional<Api>> api;
    private final Clock clock;
    private final PageStyle style = new PageStyle();

    /**
     * @param api empty until the shop knows where it is
     */
    DemoRoutes(
            Catalogue catalogue, Simulation simulation, Supplier<Optional<Api>> api, Clock clock) {
        this.catalogue = catalogue;
        this.simulation = simulation;
        this.api = api;
        this.clock = clock;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(DemoShop.PATH, this::page)
                .GET("/demo/pictures/{file}", this::picture)
                .POST("/demo/clicks", this::click)
                .build();
    }

    private ServerResponse page(ServerRequest request) throws InterruptedException {
        Optional<Api> open = api.get();
        if (open.isEmpty()) {
            return html(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "2")
                    .body(DemoPage.notice(style, "The shop opens in a moment; look again soon."));
        }
        DemoPage page = pageOf(open.get());
        return html(HttpStatus.OK)
                .body(
                        page.render(
                                page.choose(request.param("visitor").orElse(null)),
                                request.param("item").flatMap(catalogue::find)));
    }

    private DemoPage pageOf(Api open) {
        return new DemoPage(open, catalogue, simulation.regulars(), style);
    }

    private ServerResponse.BodyBuilder html(HttpStatus status) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(POLICY, style.policy())
                // With none at all, browsers hide from a form's target where the form comes from.
                .header("Referrer-Policy", "same-origin");
    }

    private ServerResponse picture(ServerRequest request) {
        String file = request.pathVariable("file");
        Optional<Product> product =
                file.endsWith(".svg")
                        ? catalogue.find(file.substring(0, file.length() - ".svg".length()))
                        : Optional.empty();
        return product.map(shown ->
                        ServerResponse.ok()
                                .contentType(SVG)
                                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                                .header(POLICY, "default-src 'none'")
                                .body(Picture.of(shown)))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    /** Posts a click in a visitor's name and shows the page again when it is stored. */
    private ServerResponse click(ServerRequest request) throws InterruptedException {
        Optional<Product> product = request.param("item").flatMap(catalogue::find);
        Optional<Api> open = api.get();
        if (!isOfThisPage(request) || product.isEmpty() || open.isEmpty()) {
            return html(HttpStatus.BAD_REQUEST)
                    .body(DemoPage.notice(style, "That was no click of this page."));
        }
        Visitor visitor = pageOf(open.get()).choose(request.param("visitor").orElse(null));
        try {
            store(
                    open.get(),
                    clickOf(visitor, product.get(), "page-" + UUID.randomUUID(), clock.instant()));
        } catch (IOException problem) {
            return html(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "2")
                    .body(DemoPage.notice(style, "The click found no way in; try again soon."));
        }
        return ServerResponse.seeOther(
                        URI.create(
                                DemoShop.PATH
                                        + "?visitor="
                                        + Api.segment(visitor.name())
                                        + "&item="
                                        + Api.segment(product.get().id())))
                .build();
    }

    private static void store(Api api, DemoEvent event) throws IOException, InterruptedException {
        api.collect(List.of(event));
        long end = System.nanoTime() + CLICK_PATIENCE.toNanos();
        while (System.nanoTime() < end && api.get("/v1/events/" + event.id()).isEmpty()) {
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private static DemoEvent clickOf(Visitor visitor, Product product, String id, Instant now) {
        return new DemoEvent(
                id, EventTypes.CLICK, visitor.name(), null, product.id(), now, null, null, null);
    }

    /** Another site's form must not click here: browsers say where a form comes from. */
    private static boolean isOfThisPage(ServerRequest request) {
        String fetchedFrom = request.headers().firstHeader("Sec-Fetch-Site");
        if (fetchedFrom != null) {
            return fetchedFrom.equals("same-origin");
        }
        String from = request.headers().firstHeader("Origin");
        String host = request.headers().firstHeader("Host");
        return from == null || from.equals(request.uri().getScheme() + "://" + host);
    }
}
