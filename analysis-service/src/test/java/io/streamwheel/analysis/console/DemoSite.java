package io.streamwheel.analysis.console;

import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.EventTypes;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.Interaction;
import io.streamwheel.event.ItemFacts;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A shop to look at: four departments of ten items with pictures, visitors who keep mostly to one
 * department, follows, and some events that failed. The same at every call but for the times.
 */
public final class DemoSite {

    public static final String NAME = "demo";

    /** An item whose title would run if somebody forgot to escape it. */
    public static final String HOSTILE_ITEM = "camping-3";

    public static final String HOSTILE_TITLE =
            "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">";

    private static final List<String> DEPARTMENTS =
            List.of("camping", "coffee", "cycling", "books");
    private static final int ITEMS = 10;
    private static final int VISITORS = 60;
    private static final int DEEDS = 14;

    private final Random random = new Random(7);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String pictures;
    private long copies;

    /**
     * @param pictures where the items' pictures are, with a slash at the end
     */
    DemoSite(String pictures) {
        this.pictures = pictures;
    }

    static String visitor(int number) {
        return "visitor-" + number;
    }

    static int visitors() {
        return VISITORS;
    }

    /** Puts all of it into the queues; the answer is how many events will be stored. */
    int publish() throws Exception {
        List<EnrichedEvent> events = new ArrayList<>();
        IntStream.range(0, VISITORS).forEach(visitor -> addDeeds(events, visitor));
        IntStream.range(1, VISITORS / 2).forEach(visitor -> addFollow(events, visitor));
        try (var connection = Servers.broker().newConnection("test/demo");
                var channel = connection.createChannel()) {
            for (int i = 0; i < events.size(); i += 200) {
                List<EnrichedEvent> batch = events.subList(i, Math.min(i + 200, events.size()));
                channel.basicPublish("", Queues.ENRICHED, null, EnrichedEnvelope.encode(batch));
            }
            channel.basicPublish("", Queues.FAILED, null, FailedEnvelope.encode(failures()));
        }
        return events.size();
    }

    private void addDeeds(List<EnrichedEvent> events, int visitor) {
        for (int i = 0; i < DEEDS; i++) {
            int department = random.nextInt(10) < 8 ? visitor % 4 : random.nextInt(4);
            // The middle of two draws: some items are more popular than others.
            int number = (random.nextInt(ITEMS) + random.nextInt(ITEMS)) / 2;
            String type = i % 7 == 6 ? EventTypes.PURCHASE : i % 5 == 4 ? "cart" : EventTypes.VIEW;
            Instant at = now.minus(Duration.ofMinutes(30 + (long) random.nextInt(14 * 24 * 60)));
            events.add(
                    event(
                            "demo-" + visitor + "-" + i,
                            type,
                            visitor(visitor),
                            i == 0 ? "browser-" + visitor : null,
                            null,
                            at,
                            DEPARTMENTS.get(department),
                            number));
        }
    }

    private void addFollow(List<EnrichedEvent> events, int visitor) {
        events.add(
                event(
                        "follow-" + visitor,
                        EventTypes.FOLLOW,
                        visitor(visitor),
                        null,
                        visitor((visitor * 7 + 4) % VISITORS),
                        now.minus(Duration.ofHours(visitor)),
                        "",
                        0));
    }

    private EnrichedEvent event(
            String id,
            String type,
            String user,
            @Nullable String anonymous,
            @Nullable String target,
            Instant at,
            String department,
            int number) {
        boolean ofItem = !department.isEmpty();
        String item = department + "-" + number;
        return new EnrichedEvent(
                NAME,
                id,
                ++copies,
                type,
                user,
                anonymous,
                at,
                at,
                now.minusMillis(40),
                null,
                null,
                target,
                ofItem ? List.of(new Interaction(0, type, item, null)) : List.of(),
                ofItem ? List.of(facts(item, department, number)) : List.of(),
                Payload.of(
                        "{\"id\":\"%s\",\"type\":\"%s\",\"userId\":\"%s\",\"itemId\":\"%s\"}"
                                .formatted(id, type, user, item)));
    }

    private ItemFacts facts(String item, String department, int number) {
        String title =
                item.equals(HOSTILE_ITEM)
                        ? HOSTILE_TITLE
                        : "Fine %s thing no. %d".formatted(department, number);
        return new ItemFacts(
                item,
                title,
                List.of(department, number < 5 ? "new" : "classic"),
                "https://shop.example/" + item,
                pictures + item + ".svg",
                9.5 + number * 10,
                "EUR");
    }

    private List<FailedEvent> failures() {
        List<FailedEvent> failures = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String reason = i < 5 ? "missing-field" : i < 8 ? "nul-in-text" : "unknown-type";
            String payload =
                    i < 5
                            ? "{\"id\":\"bad-%d\",\"type\":\"view\",\"userId\":\"visitor-1\"}"
                            : "{\"id\":\"bad-%d\",\"type\":\"view\",\"userId\":\"visitor-1\",\"itemId\":\"camping-1\"}";
            failures.add(
                    new FailedEvent(
                            NAME,
                            "bad-" + i,
                            900_000L + i,
                            FailedEvent.Stage.TRANSFORM,
                            reason,
                            i < 5 ? "itemId is missing." : "A text holds what cannot be stored.",
                            now.minus(Duration.ofMinutes(60 + i)),
                            now.minus(Duration.ofMinutes(59 + i)),
                            Payload.of(payload.formatted(i))));
        }
        return failures;
    }
}
