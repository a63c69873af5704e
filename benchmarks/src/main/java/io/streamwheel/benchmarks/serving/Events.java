package io.streamwheel.benchmarks.serving;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Requests with a batch of new events of the same users and items, of about 450 bytes each. */
final class Events implements Supplier<byte[]> {

    static final int BATCH = 50;

    private final URI door;
    private final int users;
    private final int items;
    private final AtomicLong number = new AtomicLong();

    Events(URI door, int users, int items) {
        this.door = door;
        this.users = users;
        this.items = items;
    }

    @Override
    public byte[] get() {
        String now = Instant.now().toString();
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < BATCH; i++) {
            add(batch.append(i == 0 ? "" : ","), now);
        }
        return KeptConnection.post(door, Services.WRITE_KEY, batch.append(']').toString());
    }

    private void add(StringBuilder batch, String now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int user = random.nextInt(users);
        int item = (int) Math.pow(items, random.nextDouble());
        String page = "https://shop.example/p/" + item;
        batch.append("{\"id\":\"serving-").append(number.incrementAndGet());
        batch.append("\",\"type\":\"view\",\"userId\":\"u").append(user);
        batch.append("\",\"sessionId\":\"now").append(user);
        batch.append("\",\"itemId\":\"p").append(item);
        batch.append("\",\"timestamp\":\"").append(now);
        batch.append("\",\"item\":{\"title\":\"Item number ").append(item);
        batch.append("\",\"categories\":[\"c").append(item % Past.CATEGORIES);
        batch.append("\"],\"url\":\"").append(page).append("\",\"price\":").append(item % 100);
        batch.append(".5,\"currency\":\"EUR\"},\"context\":{\"url\":\"").append(page);
        batch.append("\",\"referrer\":\"https://shop.example/\",\"userAgent\":\"Mozilla/5.0 (X11;");
        batch.append(" Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0\",");
        batch.append("\"locale\":\"en-US\"}}");
    }
}
