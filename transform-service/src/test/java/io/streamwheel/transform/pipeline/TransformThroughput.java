package io.streamwheel.transform.pipeline;

import io.streamwheel.event.CollectedEnvelope;
import io.streamwheel.event.CollectedEvent;
import io.streamwheel.event.Payload;
import io.streamwheel.event.Queues;
import io.streamwheel.transform.deduplication.DuplicateSieve;
import io.streamwheel.transform.dialect.EventDecoder;
import io.streamwheel.transform.dialect.EventNames;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import io.streamwheel.transport.Delivery;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Prints how many events of about 450 bytes one thread takes through the pipeline when publishing
 * costs nothing. The README of the module has the command. Not a test: a machine that does other
 * things gives other figures.
 */
final class TransformThroughput {

    private static final int MESSAGES = 32;
    private static final int EVENTS_PER_MESSAGE = 50;

    private TransformThroughput() {}

    public static void main(String[] arguments) throws Exception {
        long[] published = new long[1];
        TransformPipeline pipeline =
                new TransformPipeline(
                        new EventDecoder(EventNames.standard()),
                        new DuplicateSieve(500_000, Duration.ofHours(24), Clock.systemUTC()),
                        (queue, body) -> {
                            published[0] += body.length;
                            return CompletableFuture.completedFuture(null);
                        },
                        new EnvelopeLimits(500, 512 << 10),
                        new NoMetrics(),
                        new Circuit(
                                Queues.COLLECTED, CircuitSettings.defaults(), Clock.systemUTC()),
                        parked -> {},
                        Clock.systemUTC());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long copyId = 0;
        for (int round = 1; round <= 10; round++) {
            long nanos = 0;
            long cpuNanos = 0;
            int events = 0;
            while (nanos < 1_000_000_000L) {
                List<Delivery> batch = batch(copyId);
                copyId += MESSAGES * EVENTS_PER_MESSAGE;
                long start = System.nanoTime();
                long cpuStart = threads.getCurrentThreadCpuTime();
                pipeline.handle(batch);
                cpuNanos += threads.getCurrentThreadCpuTime() - cpuStart;
                nanos += System.nanoTime() - start;
                events += MESSAGES * EVENTS_PER_MESSAGE;
            }
            System.out.printf(
                    "round %d: %,d events/s, %,d per second of processor time%n",
                    round, events * 1_000_000_000L / nanos, events * 1_000_000_000L / cpuNanos);
        }
        System.out.printf("%,d bytes published%n", published[0]);
    }

    private static List<Delivery> batch(long firstCopyId) {
        List<Delivery> batch = new ArrayList<>();
        long copyId = firstCopyId;
        for (int m = 0; m < MESSAGES; m++) {
            List<CollectedEvent> events = new ArrayList<>();
            for (int e = 0; e < EVENTS_PER_MESSAGE; e++) {
                events.add(event(copyId++));
            }
            batch.add(new Delivery(Queues.COLLECTED, CollectedEnvelope.encode(events), false));
        }
        return batch;
    }

    private static CollectedEvent event(long number) {
        String id = "5f0c6a52-0000-4000-8000-" + String.format("%012d", number);
        long item = number % 2000;
        String json =
                """
                {"id":"%s","type":"view","userId":"user-%d","anonymousId":"a-%d","itemId":"item-%d",\
                "timestamp":"2026-11-22T08:50:52.329Z","sessionId":"s-%d",\
                "item":{"title":"A tent for %d people","categories":["camping","tents"],"url":"https://shop.example/p/%d","price":129.0,"currency":"EUR"},\
                "context":{"url":"https://shop.example/p/%d","userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","locale":"en-US"}}\
                """
                        .formatted(
                                id,
                                number % 5000,
                                number % 7000,
                                item,
                                number / 20,
                                item % 8,
                                item,
                                item);
        return new CollectedEvent(
                "demo", id, number, Instant.ofEpochMilli(1795337452000L), null, Payload.of(json));
    }

    private static final class NoMetrics implements TransformMetrics {

        @Override
        public void handled(BatchTally tally) {}

        @Override
        public void retried() {}
    }
}
