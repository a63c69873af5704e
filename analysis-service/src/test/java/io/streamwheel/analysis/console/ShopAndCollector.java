package io.streamwheel.analysis.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands for what is around the console: a shop's pictures, and a collector that takes one event at
 * a time and hands it on as the stage after it would.
 */
final class ShopAndCollector implements AutoCloseable {

    private static final List<String> COLOURS =
            List.of("#2f6f5e", "#a4572a", "#36508f", "#7a3b69", "#5d6b1f");

    private final HttpServer server;
    private final AtomicLong copies = new AtomicLong(5_000_000);

    ShopAndCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/pictures/", this::picture);
        server.createContext("/v1/events", this::collect);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void picture(HttpExchange exchange) throws IOException {
        String file = exchange.getRequestURI().getPath().replaceAll(".*/|\\.svg", "");
        String colour = COLOURS.get(Math.floorMod(file.hashCode(), COLOURS.size()));
        String picture =
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><rect width="120" height="120" fill="%s"/>\
                <circle cx="60" cy="54" r="%d" fill="#ffffff" fill-opacity=".35"/></svg>
                """
                        .formatted(colour, 18 + Math.floorMod(file.hashCode(), 20));
        answer(exchange, 200, "image/svg+xml", picture);
    }

    private void collect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        Instant receivedAt = Instant.now();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode event = JsonMapper.shared().readTree(body);
        if (!event.path("writeKey").asString("").equals(ConsoleBrowser.WRITE_KEY)) {
            answer(exchange, 401, "application/problem+json", "{\"status\":401}");
            return;
        }
        try (var connection = Servers.broker().newConnection("test/collector");
                var channel = connection.createChannel()) {
            channel.basicPublish(
                    "",
                    Queues.ENRICHED,
                    null,
                    EnrichedEnvelope.encode(List.of(of(event, body, receivedAt))));
            answer(exchange, 202, "application/json", "{\"accepted\":1,\"rejected\":[]}");
        } catch (java.util.concurrent.TimeoutException e) {
            answer(exchange, 503, "application/problem+json", "{\"status\":503}");
        }
    }

    private EnrichedEvent of(JsonNode event, String body, Instant receivedAt) {
        String item = event.path("itemId").asString("");
        String type = event.path("type").asString();
        return new EnrichedEvent(
                DemoSite.NAME,
                event.path("id").asString(),
                copies.incrementAndGet(),
                type,
                event.path("userId").asString(),
                null,
                receivedAt,
                receivedAt,
                receivedAt,
                null,
                null,
                null,
                item.isEmpty() ? List.of() : List.of(new Interaction(0, type, item, null)),
                List.of(),
                Payload.of(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
