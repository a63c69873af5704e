package io.streamwheel.benchmarks.store;

import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The events of the load generator ({@code events.lua}) as transform sends them on: about 450 bytes
 * of original text, one interaction, and what the event says of its item.
 */
final class Events {

    private static final String[] KINDS = {
        "view", "view", "view", "view", "view", "view", "view", "click", "cart", "purchase"
    };
    private static final double SAME_BATCH = 0.5;

    private final String run;
    private final Settings settings;
    private final Random random;
    private final List<EnrichedEvent> sent = new ArrayList<>();
    private long made;

    /**
     * @param run the beginning of the events' ids
     */
    Events(String run, Settings settings) {
        this.run = run;
        this.settings = settings;
        random = new Random(run.hashCode());
    }

    /** The next batch; some of its events were there before, in the share that is wanted. */
    List<EnrichedEvent> batch() {
        List<EnrichedEvent> batch = new ArrayList<>(settings.batch());
        while (batch.size() < settings.batch()) {
            if (!sent.isEmpty() && random.nextDouble() < settings.duplicates()) {
                batch.add(again(sent.get(random.nextInt(sent.size()))));
            } else {
                EnrichedEvent event = event();
                batch.add(event);
                if (sent.size() < settings.batch()) {
                    sent.add(event);
                } else if (random.nextDouble() < SAME_BATCH) {
                    sent.set(random.nextInt(sent.size()), event);
                }
            }
        }
        return batch;
    }

    /** A client's second try. */
    private EnrichedEvent again(EnrichedEvent event) {
        return event(event.id(), event.type(), event.interactions().getFirst().itemId(), event);
    }

    private EnrichedEvent event() {
        String item = "p" + (int) Math.pow(settings.items(), random.nextDouble()); // near Zipf
        return event(run + "-" + made, KINDS[(int) (made++ % KINDS.length)], item, null);
    }

    private EnrichedEvent event(
            String id, String type, String item, @Nullable EnrichedEvent first) {
        Instant now =
                first == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : first.originalAt();
        String user =
                first == null || first.userId() == null
                        ? "u" + random.nextInt(settings.users())
                        : first.userId();
        String anonymous = "a" + user.substring(1);
        int number = Integer.parseInt(item.substring(1));
        double price = number % 100 + 0.5;
        String url = "https://shop.example/p/" + number;
        return new EnrichedEvent(
                "shop",
                id,
                random.nextLong(),
                type,
                user,
                anonymous,
                now,
                now,
                now,
                "s" + user.substring(1),
                null,
                null,
                List.of(new Interaction(0, type, item, null)),
                List.of(
                        new ItemFacts(
                                item,
                                "Item number " + number,
                                List.of("c" + number % 40),
                                url,
                                null,
                                price,
                                "EUR")),
                Payload.of(payload(id, type, user, item, now, url, price)));
    }

    private static String payload(
            String id,
            String type,
            String user,
            String item,
            Instant at,
            String url,
            double price) {
        String number = user.substring(1);
        return """
        {"id":"%s","type":"%s","userId":"%s","anonymousId":"a%s","sessionId":"s%s","itemId":"%s",\
        "timestamp":"%s","item":{"title":"Item number %s","categories":["c1"],"url":"%s","price":%s,\
        "currency":"EUR"},"context":{"url":"%s","referrer":"https://shop.example/","userAgent":\
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0","locale":"en-US"}}\
        """
                .formatted(
                        id,
                        type,
                        user,
                        number,
                        number,
                        item,
                        at,
                        item.substring(1),
                        url,
                        price,
                        url);
    }
}
