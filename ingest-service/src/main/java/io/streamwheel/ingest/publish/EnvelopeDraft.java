package io.streamwheel.ingest.publish;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An envelope that is being filled. Belongs to one thread. */
final class EnvelopeDraft {

    /** What an envelope adds to the bytes of an event, about. */
    private static final int OVERHEAD = 160;

    private final int maxEvents;
    private final int maxBytes;
    private List<CollectedEvent> events = new ArrayList<>();
    private List<Submission> submissions = new ArrayList<>();
    private int bytes;

    EnvelopeDraft(int maxEvents, int maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    static int sizeOf(CollectedEvent event) {
        return event.size() + OVERHEAD;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    boolean isFull() {
        return events.size() >= maxEvents || bytes >= maxBytes;
    }

    /** Whether so much more stays within the bounds; anything does when it is empty. */
    boolean hasRoomFor(int moreEvents, int moreBytes) {
        return isEmpty()
                || (events.size() + moreEvents <= maxEvents && bytes + moreBytes <= maxBytes);
    }

    void add(Submission submission, CollectedEvent event) {
        if (submissions.isEmpty() || submissions.getLast() != submission) {
            submissions.add(submission);
            submission.partOpened();
        }
        events.add(event);
        bytes += sizeOf(event);
    }

    byte[] encode() {
        return CollectedEnvelope.encode(events);
    }

    /** Empties it, and returns what is to be called when the envelope is over. */
    Outcome clear() {
        List<Submission> parts = submissions;
        events = new ArrayList<>(maxEvents);
        submissions = new ArrayList<>();
        bytes = 0;
        return failure -> {
            for (Submission part : parts) {
                part.partClosed(failure);
            }
        };
    }

    /** Told once how an envelope ended; {@code null} is well. */
    @FunctionalInterface
    interface Outcome {
        void over(@Nullable Throwable failure);
    }
}
