package io.streamwheel.standalone.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks for recommendations all the time: while analysis lives, there is an answer. */
final class Reader implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Product product;
    private final Ledger ledger;
    private final Calm calm;
    private final Thread thread;
    private volatile boolean ended;

    Reader(Product product, Ledger ledger, Calm calm) {
        this.product = product;
        this.ledger = ledger;
        this.calm = calm;
        thread = Thread.ofPlatform().daemon().name("reader").start(this::read);
    }

    private void read() {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build()) {
            for (int i = 0; !ended; i++) {
                ask(http, "/v1/users/u-" + i % 50 + "/recommendations?n=5");
                Waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpClient http, String path) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(product.analysis(path))
                                    .timeout(Duration.ofSeconds(10))
                                    .header("Authorization", "Bearer " + Product.SERVER_KEY)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            calm.noteAnswer("GET of a list", begin, ledger);
            if (answer.statusCode() != 200) {
                ledger.unexpected("GET of a list answered " + answer.statusCode());
            }
        } catch (IOException e) {
            calm.noteNoAnswer("GET of a list", begin, e, ledger);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join(Duration.ofSeconds(15));
    }
}
