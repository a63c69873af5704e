package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.stack.KeptConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Random;

/** A thousand visitors, half of them of one taste and half of another, with ten views each. */
final class Readers {

    static final int VISITORS = 1_000;
    private static final int VIEWS = 10;
    private static final int AT_ONCE = 5;
    private static final int ITEMS_OF_A_TASTE = 1_000;
    private static final int SEED = 7;

    private final URI door;

    Readers(URI door) {
        this.door = door;
    }

    /**
     * Posts what they have done.
     *
     * @return events
     */
    long post() throws IOException {
        Random random = new Random(SEED);
        try (KeptConnection connection = new KeptConnection(door)) {
            for (int first = 0; first < VISITORS; first += AT_ONCE) {
                StringBuilder events = new StringBuilder();
                for (int i = 0; i < AT_ONCE * VIEWS; i++) {
                    events.append(i == 0 ? "[" : ",").append(event(first + i / VIEWS, random));
                }
                String body = events.append(']').toString();
                int status = connection.ask(KeptConnection.post(door, Pipeline.WRITE_KEY, body));
                if (status / 100 != 2) {
                    throw new IOException("visitors' events are answered with " + status);
                }
            }
        }
        return (long) VISITORS * VIEWS;
    }

    private static String event(int visitor, Random random) {
        int taste = visitor % 2;
        int item = random.nextInt(ITEMS_OF_A_TASTE) * 2 + taste;
        return """
        {"type":"view","userId":"reader%d","itemId":"p%d","timestamp":"%s",\
        "item":{"title":"Item %d","categories":["taste%d"]}}\
        """
                .formatted(visitor, item, Instant.now(), item, taste);
    }
}
