package io.streamwheel.transform.pipeline;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transport.HaltException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of one batch, while it is made. */
final class BatchResults {

    /** Fewer events than this may all stumble by chance; more do not. */
    private static final int MOST_STUMBLES = 20;

    private final List<TransformResult> results = new ArrayList<>();
    private final List<FailedEvent> deadLetters = new ArrayList<>();
    private final Map<FailureReason, Integer> strangers = new EnumMap<>(FailureReason.class);
    private final Map<FailureReason, Integer> failed = new EnumMap<>(FailureReason.class);
    private int messages;
    private int envelopes;
    private int decoded;
    private int replays;
    private int stumbles;
    private int enriched;
    private int duplicates;
    private int filtered;
    private @Nullable RuntimeException firstStumble;

    void addEnvelope(List<CollectedEvent> events) {
        messages++;
        envelopes++;
        decoded += events.size();
        replays += (int) events.stream().filter(event -> event.replayOf() != null).count();
    }

    void addStranger(FailureReason reason, FailedEvent letter) {
        messages++;
        strangers.merge(reason, 1, Integer::sum);
        deadLetters.add(letter);
    }

    void add(TransformResult result) {
        results.add(result);
        switch (result) {
            case EnrichedEvent _ -> enriched++;
            case DroppedEvent dropped -> {
                switch (dropped.fate()) {
                    case DUPLICATE -> duplicates++;
                    case FILTERED -> filtered++;
                }
            }
        }
    }

    void addFailure(FailureReason reason, FailedEvent letter) {
        failed.merge(reason, 1, Integer::sum);
        deadLetters.add(letter);
    }

    void addStumble(CollectedEvent event, RuntimeException stumble, FailedEvent letter) {
        addFailure(FailureReason.UNMAPPABLE, letter);
        if (event.replayOf() == null) {
            stumbles++;
        }
        if (firstStumble == null) {
            firstStumble = stumble;
        }
    }

    /**
     * Events differ, so when the program stumbles over every one of a batch, it is the program. A
     * replay that fails again says nothing: that it failed before is why it is here.
     *
     * @throws HaltException then, before any of them becomes a dead letter
     */
    void haltIfEveryEventStumbled() {
        int fresh = decoded - replays;
        if (firstStumble != null && fresh > MOST_STUMBLES && stumbles == fresh) {
            throw new HaltException(
                    "all " + fresh + " events of a batch are unmappable", firstStumble);
        }
    }

    List<TransformResult> results() {
        return results;
    }

    List<FailedEvent> deadLetters() {
        return deadLetters;
    }

    @Nullable RuntimeException firstStumble() {
        return firstStumble;
    }

    BatchTally tally() {
        return new BatchTally(
                messages, envelopes, decoded, enriched, duplicates, filtered, strangers, failed);
    }
}
