package io.streamwheel.transform.pipeline;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transport.Judgements;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of one batch, while it is made. */
final class BatchResults {

    private final List<TransformResult> results = new ArrayList<>();
    private final List<FailedEvent> deadLetters = new ArrayList<>();
    private final Map<FailureReason, Integer> strangers = new EnumMap<>(FailureReason.class);
    private final Map<FailureReason, Integer> failed = new EnumMap<>(FailureReason.class);
    private final List<byte[]> parked = new ArrayList<>(0);
    private final Judgements judgements = new Judgements();
    private int messages;
    private int envelopes;
    private int decoded;
    private int enriched;
    private int duplicates;
    private int filtered;
    private @Nullable RuntimeException firstStumble;

    void addEnvelope(int events) {
        messages++;
        envelopes++;
        decoded += events;
    }

    void addStranger(FailureReason reason, FailedEvent letter) {
        messages++;
        strangers.merge(reason, 1, Integer::sum);
        deadLetters.add(letter);
        judgements.addStranger();
    }

    /** A message that only a newer program can read. */
    void addParked(byte[] message) {
        messages++;
        parked.add(message);
    }

    void add(TransformResult result) {
        results.add(result);
        if (result.replayOf() == null) {
            judgements.addGood(result.site(), 1);
        }
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

    /** A replay that fails again says nothing: that it failed before is why it is here. */
    void addFailure(CollectedEvent event, FailureReason reason, FailedEvent letter) {
        failed.merge(reason, 1, Integer::sum);
        deadLetters.add(letter);
        if (reason.isSuspect() && event.replayOf() == null) {
            judgements.addSuspect(event.site());
        }
    }

    void addStumble(CollectedEvent event, RuntimeException stumble, FailedEvent letter) {
        addFailure(event, FailureReason.UNMAPPABLE, letter);
        if (firstStumble == null) {
            firstStumble = stumble;
        }
    }

    /** What it says about this program. */
    Judgements judgements() {
        return judgements;
    }

    List<byte[]> parked() {
        return parked;
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
                messages,
                envelopes,
                parked.size(),
                decoded,
                enriched,
                duplicates,
                filtered,
                strangers,
                failed);
    }
}
