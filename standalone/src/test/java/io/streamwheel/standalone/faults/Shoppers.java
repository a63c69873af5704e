package io.streamwheel.standalone.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Several threads that post small batches as a decent client does: again under the same ids until
 * the door has taken them, and now and then once more after that. One event in forty is bad.
 */
final class Shoppers implements AutoCloseable {

    /** More than any promise of the door, so that a hang is seen as one. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final String run;
    private final Ledger ledger;
    private final Calm calm;
    private final List<IntSupplier> doors;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Object gate = new Object();
    private int posting;
    private boolean resting;
    private volatile boolean ended;

    /**
     * @param run makes the ids of this load its own
     * @param doors ports; each request goes to one of them, a retry perhaps to another
     */
    Shoppers(String run, Ledger ledger, Calm calm, List<IntSupplier> doors) {
        this.run = run;
        this.ledger = ledger;
        this.calm = calm;
        this.doors = List.copyOf(doors);
    }

    void start(int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            threads.add(
                    Thread.ofPlatform().daemon().name("shopper-" + i).start(() -> shop(random)));
        }
    }

    /** Returns when nobody posts any more; each batch that was begun was taken, or given up. */
    void rest() throws InterruptedException {
        synchronized (gate) {
            resting = true;
            while (posting > 0) {
                gate.wait();
            }
        }
    }

    void goOn() {
        synchronized (gate) {
            resting = false;
            gate.notifyAll();
        }
    }

    private void shop(Random random) {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build()) {
            while (!ended) {
                synchronized (gate) {
                    while (resting && !ended) {
                        gate.wait();
                    }
                    posting++;
                }
                try {
                    deliver(http, batch(random), random);
                } finally {
                    synchronized (gate) {
                        posting--;
                        gate.notifyAll();
                    }
                }
                Waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> batch(Random random) {
        List<String> ids = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int number = numbers.incrementAndGet();
            ids.add((number % 40 == 0 ? Ledger.BAD : "good-") + run + "-" + number);
        }
        return ids;
    }

    private void deliver(HttpClient http, List<String> ids, Random random)
            throws InterruptedException {
        while (!post(http, ids, random) && !ended) {
            Waiting.pause(PAUSE_AFTER_FAILURE);
        }
        if (random.nextInt(10) == 0 && !ended) {
            post(http, ids, random); // a client whose answer got lost behind the door
        }
    }

    private boolean post(HttpClient http, List<String> ids, Random random)
            throws InterruptedException {
        int port = doors.get(random.nextInt(doors.size())).getAsInt();
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/v1/events"))
                                    .timeout(PATIENCE)
                                    .header("Authorization", "Bearer " + Product.WRITE_KEY)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body(ids)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            calm.noteAnswer("POST", begin, ledger);
            return note(answer, ids);
        } catch (IOException e) {
            ledger.uncertain(ids);
            calm.noteNoAnswer("POST", begin, e, ledger);
            return false;
        }
    }

    private boolean note(HttpResponse<String> answer, List<String> ids) {
        if (answer.statusCode() == 202) {
            ledger.acknowledged(ids);
            if (!answer.body().contains("\"accepted\":" + ids.size() + ",")) {
                ledger.unexpected("202 " + answer.body() + " to " + ids.size() + " events");
            }
            return true;
        }
        ledger.uncertain(ids);
        boolean mayRetry =
                answer.statusCode() == 503
                        && answer.headers().firstValueAsLong("Retry-After").orElse(0) > 0;
        if (!mayRetry) {
            ledger.unexpected("POST answered " + answer.statusCode() + " " + answer.body());
        }
        return false;
    }

    private String body(List<String> ids) {
        StringBuilder body = new StringBuilder("[");
        for (String id : ids) {
            String number = id.substring(id.lastIndexOf('-') + 1);
            body.append(body.length() > 1 ? "," : "")
                    .append("{\"id\":\"" + id + "\",\"type\":\"view\",\"userId\":\"u-")
                    .append(Integer.parseInt(number) % 50)
                    .append("\",\"itemId\":\"p-" + Integer.parseInt(number) % 20 + "\"")
                    .append(id.startsWith(Ledger.BAD) ? ",\"item\":{\"title\":\"a\\u0000b\"}" : "")
                    .append("}");
        }
        return body.append("]").toString();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        goOn();
        for (Thread each : threads) {
            each.join(Duration.ofSeconds(20));
        }
    }
}
