package io.streamwheel.benchmarks.stack;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Requests with new events of some users and items, of about 450 bytes each. */
public final class EventRequests implements Supplier<byte[]> {

    /** Of the number in an id. */
    static final int DIGITS = 10;

    private final URI door;
    private final String writeKey;
    private final String run;
    private final Crowd crowd;
    private final int batch;
    private final AtomicLong number = new AtomicLong();

    /**
     * Who does something, and with what.
     *
     * @param categories that the items belong to
     */
    public record Crowd(int users, int items, int categories) {

        /** As the other load generators have it. */
        public static final Crowd USUAL = new Crowd(50_000, 10_000, 40);
    }

    /**
     * @param run the beginning of the events' ids
     * @param batch events in each request; one comes without an array around it
     */
    public EventRequests(URI door, String writeKey, String run, Crowd crowd, int batch) {
        this.door = door;
        this.writeKey = writeKey;
        this.run = run;
        this.crowd = crowd;
        this.batch = batch;
    }

    @Override
    public byte[] get() {
        String now = Instant.now().toString();
        StringBuilder body = new StringBuilder(batch * 500);
        for (int i = 0; i < batch; i++) {
            add(body.append(i == 0 ? "" : ","), now);
        }
        return KeptConnection.post(door, writeKey, batch == 1 ? body.toString() : "[" + body + "]");
    }

    private String padded() {
        String digits = String.valueOf(number.incrementAndGet());
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private void add(StringBuilder body, String now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int user = random.nextInt(crowd.users);
        int item = (int) Math.pow(crowd.items, random.nextDouble());
        String page = "https://shop.example/p/" + item;
        body.append("{\"id\":\"").append(run).append('-').append(padded());
        body.append("\",\"type\":\"view\",\"userId\":\"u").append(user);
        body.append("\",\"sessionId\":\"now").append(user);
        body.append("\",\"itemId\":\"p").append(item);
        body.append("\",\"timestamp\":\"").append(now);
        body.append("\",\"item\":{\"title\":\"Item number ").append(item);
        body.append("\",\"categories\":[\"c").append(item % crowd.categories);
        body.append("\"],\"url\":\"").append(page).append("\",\"price\":").append(item % 100);
        body.append(".5,\"currency\":\"EUR\"},\"context\":{\"url\":\"").append(page);
        body.append("\",\"referrer\":\"https://shop.example/\",\"userAgent\":\"Mozilla/5.0 (X11;");
        body.append(" Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0\",");
        body.append("\"locale\":\"en-US\"}}");
    }
}
