package io.streamwheel.transform.pipeline;

import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transport.PublishFailedException;
import io.streamwheel.transport.PublishFailedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Confirms at once and keeps what was published; fails so many messages first as it is told. */
final class RecordingPublisher implements MessagePublisher {

    record Message(String queue, byte[] body) {}

    final List<Message> messages = new ArrayList<>();
    private int failures;

    void failNext(int messages) {
        failures = messages;
    }

    @Override
    public CompletableFuture<Void> publish(String queue, byte[] body) {
        if (failures > 0) {
            failures--;
            return CompletableFuture.failedFuture(
                    new PublishFailedException(Reason.NACKED, "no room"));
        }
        messages.add(new Message(queue, body));
        return CompletableFuture.completedFuture(null);
    }

    List<List<TransformResult>> envelopes() {
        return messages.stream()
                .filter(message -> message.queue().equals(Queues.ENRICHED))
                .map(message -> {
                    try {
                        return EnrichedEnvelope.decode(message.body());
                    } catch (MalformedEnvelopeException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    List<TransformResult> results() {
        return envelopes().stream().flatMap(List::stream).toList();
    }

    List<FailedEvent> deadLetters() {
        List<FailedEvent> letters = new ArrayList<>();
        for (Message message : messages) {
            if (message.queue().equals(Queues.FAILED)) {
                try {
                    letters.addAll(FailedEnvelope.decode(message.body()));
                } catch (MalformedEnvelopeException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return letters;
    }
}
