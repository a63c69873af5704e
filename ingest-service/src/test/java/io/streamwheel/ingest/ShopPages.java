package io.streamwheel.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop's web server, and on a second port a proxy that stands before the collector, notes what
 * passes, and may refuse.
 */
final class ShopPages implements AutoCloseable {

    /** What was sent to the collector: the bytes, when, and whether by a beacon. */
    record Sent(String body, long nanoTime, boolean beacon) {}

    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final HttpServer shop = listen(this::page);
    private final HttpServer proxy = listen(this::forward);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int collectorPort;

    ShopPages(int collectorPort) {
        this.collectorPort = collectorPort;
    }

    /** Puts a page there, and says where. */
    String put(String path, String html) {
        pages.put(path, html);
        return "http://localhost:" + shop.getAddress().getPort() + path;
    }

    String proxy() {
        return "http://localhost:" + proxy.getAddress().getPort();
    }

    private void page(HttpExchange exchange) throws IOException {
        String html = pages.get(exchange.getRequestURI().getPath());
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        answer(exchange, html == null ? 404 : 200, html == null ? "" : html);
    }

    private void forward(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.add(
                new Sent(
                        body,
                        System.nanoTime(),
                        "no-cors".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"))));
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("Retry-After", "2");
            answer(exchange, 503, "");
            return;
        }
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + collectorPort
                                                + exchange.getRequestURI()))
                        .header(
                                "Content-Type",
                                exchange.getRequestHeaders().getFirst("Content-Type"))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer listen(HttpHandler handler) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shop.stop(0);
        proxy.stop(0);
        client.close();
    }
}
