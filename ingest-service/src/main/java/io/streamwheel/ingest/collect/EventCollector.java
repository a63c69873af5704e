package io.streamwheel.ingest.collect;

import static java.util.Objects.requireNonNull;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.ingest.collect.Sorting.Sorted;
import io.streamwheel.ingest.dialect.RequestDialect;
import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.problem.Problem;
import io.streamwheel.ingest.problem.RefusedException;
import io.streamwheel.ingest.publish.EventPublisher;
import io.streamwheel.ingest.publish.OverloadedException;
import io.streamwheel.ingest.scan.Body;
import io.streamwheel.ingest.scan.Scan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of a request and returns when they are safe: key, body, admission, scan, rules,
 * publish.
 */
public final class EventCollector {

    private final Gatekeeper gatekeeper;
    private final Admission admission;
    private final Sorting sorting;
    private final KeyLimit limit;
    private final EventPublisher publisher;
    private final CollectorMetrics metrics;
    private final Duration patience;

    /**
     * @param patience how long a request may wait once its body is there, for admission and for its
     *     confirm
     */
    public EventCollector(
            Gatekeeper gatekeeper,
            Admission admission,
            KeyLimit limit,
            EventPublisher publisher,
            CollectorMetrics metrics,
            Clock clock,
            Duration patience) {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience must be positive: " + patience);
        }
        this.gatekeeper = gatekeeper;
        this.admission = admission;
        this.limit = limit;
        this.publisher = publisher;
        this.metrics = metrics;
        this.patience = patience;
        sorting = new Sorting(clock);
    }

    /**
     * Collects the events of a request.
     *
     * @return what was accepted, which is safe then, and what was not
     * @throws RefusedException the request is refused as a whole, or its events could not be made
     *     safe in time
     */
    public Verdict collect(CollectRequest request) {
        @Nullable String site = request.key() == null ? null : gatekeeper.siteOf(request.key());
        Body body = request.body().read();
        long deadline = System.nanoTime() + patience.toNanos();
        try (Admission.Pass _ = admission.enter(body.length())) {
            return collect(request, site, body, deadline);
        }
    }

    private Verdict collect(
            CollectRequest request, @Nullable String siteOfHead, Body body, long deadline) {
        RequestDialect dialect = request.dialect();
        Scan scan = dialect.scan(body);
        @Nullable String key = Gatekeeper.same(request.key(), scan.writeKey());
        if (key == null) {
            key = dialect.impliedKey(scan);
        }
        String site = siteOfHead == null ? gatekeeper.siteOf(key) : siteOfHead;
        Sorted sorted = sorting.sort(scan, site, dialect);
        limit.take(requireNonNull(key), sorted.accepted().size());
        metrics.judged(sorted.accepted().size(), sorted.rejected().size());
        publish(sorted.accepted(), deadline);
        return new Verdict(sorted.accepted().size(), sorted.rejected());
    }

    private void publish(List<CollectedEvent> events, long deadline) {
        if (events.isEmpty()) {
            return;
        }
        @Nullable RefusedException refusal =
                isOver(deadline) ? notConfirmed() : refusal(publisher.publish(events), deadline);
        if (refusal != null) {
            metrics.unpublished(events.size());
            throw refusal;
        }
        metrics.published(events.size());
    }

    private static @Nullable RefusedException refusal(
            CompletableFuture<Void> confirm, long deadline) {
        try {
            confirm.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof OverloadedException
                    ? new RefusedException(
                            Problem.OVERLOADED, "too many events are waiting, send them again")
                    : notConfirmed();
        } catch (TimeoutException e) {
            confirm.cancel(false); // what is not sent yet would only come twice
            return notConfirmed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notConfirmed();
        }
    }

    private static boolean isOver(long deadline) {
        return deadline - System.nanoTime() <= 0;
    }

    private static RefusedException notConfirmed() {
        return new RefusedException(
                Problem.NOT_CONFIRMED, "the events were not confirmed, send them again");
    }
}
