package io.streamwheel.analysis.console.welcome;

import io.streamwheel.analysis.interaction.EventLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of the test event, in the milliseconds that each part of it took.
 *
 * @param fate what became of it
 * @param reason why it was filtered or failed; empty otherwise
 */
record Way(String fate, String reason, List<Part> parts, EventLocation event) {

    /**
     * @param whose clock measured it
     */
    record Part(String title, String whose, long millis) {}

    /**
     * @param answered milliseconds from the browser's sending to the collector's answer
     * @param seen milliseconds from the browser's sending to this question
     */
    static Way of(EventLocation event, long answered, long seen) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part(
                        "From your browser to the collector and back: the broker has it",
                        "your browser",
                        answered));
        Instant received = event.receivedAt();
        add(
                parts,
                "Received, through both queues and the transform stage, stored",
                received,
                event.storedAt());
        parts.add(new Part("From the click until this page found it", "your browser", seen));
        String reason = event.reason();
        return new Way(
                event.fate().slug(), reason == null ? "" : reason, List.copyOf(parts), event);
    }

    private static void add(
            List<Part> parts, String title, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null) {
            parts.add(
                    new Part(
                            title,
                            "the services",
                            Math.max(0, Duration.between(from, to).toMillis())));
        }
    }

    /** The longest part, for the width of the others. */
    public long longest() {
        return Math.max(1, parts.stream().mapToLong(Part::millis).max().orElse(1));
    }
}
