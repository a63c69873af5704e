package io.streamwheel.benchmarks.sample;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Events as the pages of a shop post them, in the native form: about 450 bytes each, visitors and
 * items near Zipf's law, ids random. What is random in them is what is random in life, so that
 * their compressed size means something.
 */
public final class ShopEvents {

    private static final Instant START = Instant.parse("2026-11-22T08:50:52.329Z");
    private static final int USERS = 50_000;
    private static final int ITEMS = 10_000;
    private static final int MOST_MILLIS_BETWEEN = 20;
    private static final List<String> TYPES =
            List.of("view", "view", "view", "view", "view", "view", "click", "cart", "purchase");
    private static final List<String> BROWSERS =
            List.of(
                    "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) Version/18.0 Safari/605.1.15",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile",
                    "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/129.0.0.0 Mobile Safari");

    private final SplittableRandom random;
    private long millis = START.toEpochMilli();

    /**
     * @param seed the same one gives the same events
     */
    public ShopEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * One of them.
     *
     * @param id its event id, as the JSON has it
     */
    public record ShopEvent(String id, String json) {}

    /** The next one, a few milliseconds after the last. */
    public ShopEvent next() {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        int user = zipf(USERS);
        int item = zipf(ITEMS);
        millis += random.nextInt(MOST_MILLIS_BETWEEN);
        String json =
                """
                {"id":"%s","type":"%s","userId":"u%d","anonymousId":"%s","sessionId":"s%x",\
                "itemId":"p%d","timestamp":"%s","item":{"title":"Item number %d","categories":["c%d"],\
                "price":%s,"currency":"EUR"},"context":{"url":"https://shop.example/p/%d",\
                "userAgent":"%s","locale":"en-US"}}\
                """
                        .formatted(
                                id,
                                TYPES.get(random.nextInt(TYPES.size())),
                                user,
                                new UUID(mix(user), mix(-user)),
                                mix(user + millis / 1_800_000),
                                item,
                                Instant.ofEpochMilli(millis),
                                item,
                                item % 40,
                                item % 100 + 0.5,
                                item,
                                BROWSERS.get(Math.floorMod(mix(user), BROWSERS.size())));
        return new ShopEvent(id, json);
    }

    /** The next ones, as they leave the door. */
    public List<CollectedEvent> collected(int events) {
        return Stream.generate(this::collected).limit(events).toList();
    }

    private CollectedEvent collected() {
        ShopEvent event = next();
        Instant at = Instant.ofEpochMilli(millis);
        return new CollectedEvent(
                "demo", event.id(), random.nextLong(), at, null, Payload.of(event.json()));
    }

    /** Close to Zipf's law with exponent 1. */
    private int zipf(int size) {
        return (int) Math.pow(size, random.nextDouble());
    }

    /** The same number for the same visitor. */
    private static long mix(long number) {
        return new SplittableRandom(number).nextLong();
    }
}
