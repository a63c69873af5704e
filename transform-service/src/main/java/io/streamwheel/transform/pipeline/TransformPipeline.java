package io.streamwheel.transform.pipeline;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.DroppedEvent;
import io.streamwheel.event.DroppedEvent.Fate;
import io.streamwheel.event.EnrichedEnvelope;
import io.streamwheel.event.EnrichedEvent;
import io.streamwheel.event.FailedEnvelope;
import io.streamwheel.event.FailedEvent;
import io.streamwheel.event.MalformedEnvelopeException;
import io.streamwheel.event.NewerEnvelopeException;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.event.TransformResult;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.deduplication.EventHash;
import io.streamwheel.transform.deduplication.SievedBatch;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.SharedWords;
import io.streamwheel.transform.enrichment.EventMapper;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;
import io.streamwheel.transform.validation.EventRules;
import io.streamwheel.transport.BatchHandler;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitOpenException;
import io.streamwheel.transport.Delivery;
import io.streamwheel.transport.PublishFailedException;
import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transform stage: a batch of collected envelopes in, enriched and failed envelopes out.
 *
 * <p>Of every event comes exactly one thing: an enriched event, a dropped one, or a dead letter. It
 * is idempotent, for a batch may come again: the same bytes give the same results under the same
 * copy ids, and the store counts a copy once. Threads may handle batches at the same time.
 *
 * <p>What can fail, and what is done then:
 *
 * <table>
 * <caption>Failure classes</caption>
 * <tr><td>this event, by {@link FailureReason}</td>
 *     <td>a dead letter; its neighbours go on</td></tr>
 * <tr><td>the message is of a newer version</td>
 *     <td>parked as it came; a newer program brings it back</td></tr>
 * <tr><td>the broker does not confirm</td>
 *     <td>transient: the same batch again, of which nothing is marked or counted</td></tr>
 * <tr><td>too many suspect failures within a minute</td>
 *     <td>the {@link Circuit} opens, before any of them becomes a dead letter</td></tr>
 * </table>
 */
public final class TransformPipeline implements BatchHandler {

    private static final Logger log = LoggerFactory.getLogger(TransformPipeline.class);

    /** Messages and bytes that one batch may have in flight; the publisher must allow for them. */
    public static final int WINDOW = 64;

    /** See {@link #WINDOW}. A single message may be larger: a dead letter of 8 MiB in base64. */
    public static final long WINDOW_BYTES = 8L << 20;

    private static final int RESULT_OVERHEAD = 512;

    private final EventDecoder decoder;
    private final DuplicateSieve sieve;
    private final MessagePublisher publisher;
    private final EnvelopeLimits limits;
    private final TransformMetrics metrics;
    private final Circuit circuit;
    private final IntConsumer parked;
    private final DeadLetters deadLetters;

    /**
     * @param circuit is asked before a batch, and before anything of it becomes a dead letter
     * @param parked is told how many messages a batch has parked
     */
    public TransformPipeline(
            EventDecoder decoder,
            DuplicateSieve sieve,
            MessagePublisher publisher,
            EnvelopeLimits limits,
            TransformMetrics metrics,
            Circuit circuit,
            IntConsumer parked,
            Clock clock) {
        this.decoder = decoder;
        this.sieve = sieve;
        this.publisher = publisher;
        this.limits = limits;
        this.metrics = metrics;
        this.circuit = circuit;
        this.parked = parked;
        this.deadLetters = new DeadLetters(clock);
    }

    /** Whether this program can handle a message, be it a stranger's. */
    public static boolean isReadable(byte[] message) {
        try {
            CollectedEnvelope.decode(message);
            return true;
        } catch (NewerEnvelopeException newer) {
            return false;
        } catch (MalformedEnvelopeException stranger) {
            return true;
        }
    }

    /**
     * Returns when everything that came of the batch is confirmed; only then may it be
     * acknowledged.
     *
     * @throws PublishFailedException when something is not confirmed: try the same batch again
     * @throws io.streamwheel.transport.CircuitOpenException too much fails by what may be our fault
     */
    @Override
    public void handle(List<Delivery> batch) throws Exception {
        Circuit.Pass pass = circuit.enter();
        BatchResults results = new BatchResults();
        SievedBatch sieved = sieve.newBatch();
        for (Delivery delivery : batch) {
            for (CollectedEvent event : decode(delivery, results)) {
                settle(event, sieved, results);
            }
        }
        judge(pass, results);
        publish(results);
        sieved.mark();
        metrics.handled(results.tally());
        tellOfDeadLetters(results);
        parked.accept(results.parked().size());
        pass.finished(results.judgements());
    }

    private List<CollectedEvent> decode(Delivery delivery, BatchResults results) {
        try {
            List<CollectedEvent> events = CollectedEnvelope.decode(delivery.body());
            results.addEnvelope(events.size());
            return events;
        } catch (NewerEnvelopeException newer) {
            results.addParked(delivery.body());
        } catch (MalformedEnvelopeException stranger) {
            FailureReason reason = FailureReason.NOT_AN_ENVELOPE;
            results.addStranger(
                    reason, deadLetters.stranger(delivery, reason, "the message is no envelope"));
        }
        return List.of();
    }

    /** What stumbled tells more about an open circuit than how often. */
    private static void judge(Circuit.Pass pass, BatchResults results) {
        try {
            pass.judge(results.judgements());
        } catch (CircuitOpenException open) {
            if (results.firstStumble() instanceof RuntimeException stumble) {
                log.error("The first event of the batch that stumbled", stumble);
            }
            throw open;
        }
    }

    private void settle(CollectedEvent event, SievedBatch sieved, BatchResults results) {
        try {
            results.add(transform(event, sieved));
        } catch (UnusableEventException unusable) {
            FailureReason reason = unusable.reason();
            results.addFailure(event, reason, deadLetters.event(event, reason, unusable.detail()));
        } catch (RuntimeException stumble) {
            results.addStumble(
                    event,
                    stumble,
                    deadLetters.event(
                            event,
                            FailureReason.UNMAPPABLE,
                            "the transform stage stumbled over it"));
        }
    }

    private TransformResult transform(CollectedEvent came, SievedBatch sieved)
            throws UnusableEventException {
        CollectedEvent collected = SharedWords.fold(came);
        DecodedEvent event = decoder.decode(collected);
        EventRules.check(collected, event);
        if (collected.replayOf() != null) {
            return EventMapper.map(collected, event); // the store alone knows what became of its id
        }
        EventHash hash = sieved.hash(collected.site(), collected.id());
        if (sieved.isDuplicate(hash, collected.copyId())) {
            return new DroppedEvent(
                    collected.site(),
                    collected.id(),
                    collected.copyId(),
                    collected.receivedAt(),
                    Fate.DUPLICATE,
                    "sieve");
        }
        EnrichedEvent enriched = EventMapper.map(collected, event);
        sieved.pass(hash, collected.copyId());
        return enriched;
    }

    private void publish(BatchResults results) throws Exception {
        Outbox outbox = new Outbox(publisher, WINDOW, WINDOW_BYTES);
        try {
            for (List<TransformResult> part :
                    Rebatching.cut(results.results(), limits, TransformPipeline::size)) {
                outbox.send(Queues.ENRICHED, EnrichedEnvelope.encode(part));
            }
            for (List<FailedEvent> part :
                    Rebatching.cut(results.deadLetters(), limits, TransformPipeline::size)) {
                outbox.send(Queues.FAILED, FailedEnvelope.encode(part));
            }
            for (byte[] message : results.parked()) {
                outbox.send(Queues.parked(Queues.COLLECTED), message);
            }
            outbox.awaitConfirms();
        } catch (PublishFailedException transientFailure) {
            metrics.retried();
            throw transientFailure;
        }
    }

    private static int size(TransformResult result) {
        return RESULT_OVERHEAD
                + (result instanceof EnrichedEvent event ? event.payload().size() : 0);
    }

    private static int size(FailedEvent event) {
        Payload shared = event.origin().shared();
        int bytes = event.payload().size() + (shared == null ? 0 : shared.size());
        return RESULT_OVERHEAD + bytes / 3 * 4;
    }

    /** One line a batch, so that a flood of bad events is no flood of lines. */
    private static void tellOfDeadLetters(BatchResults results) {
        if (results.deadLetters().isEmpty()) {
            return;
        }
        BatchTally tally = results.tally();
        FailedEvent first = results.deadLetters().getFirst();
        log.warn(
                "Dead letters: events {}, messages {}; the first is event {} of site {}: {}",
                tally.failed(),
                tally.strangers(),
                printable(first.id()),
                first.site(),
                first.detail(),
                results.firstStumble());
    }

    /** A client chose the id: it must not write lines of its own into the log. */
    private static @Nullable String printable(@Nullable String id) {
        return id == null ? null : id.replaceAll("\\p{C}", "?");
    }
}
