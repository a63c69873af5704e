package io.streamwheel.benchmarks.stack;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks so often in a second, however long the answers take: a request that is due while all
 * connections wait counts from when it was due, so that a pause of the service is felt by everyone
 * who would have come in it (Tene's "coordinated omission").
 */
public final class OpenLoop {

    private static final double NANOS_PER_SECOND = 1e9;

    private final URI server;
    private final double rate;
    private final int connections;
    private final Supplier<byte[]> requests;

    /**
     * @param rate requests a second
     * @param requests asked by many threads at once
     */
    public OpenLoop(URI server, double rate, int connections, Supplier<byte[]> requests) {
        this.server = server;
        this.rate = rate;
        this.connections = connections;
        this.requests = requests;
    }

    /** Asks for so long. */
    public Latencies run(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return run(() -> System.nanoTime() < end);
    }

    /** Asks as long as that holds. */
    public Latencies run(BooleanSupplier goesOn) throws Exception {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        List<Future<Seen>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                Callable<Seen> thread = () -> ask(start, next, goesOn);
                threads.add(pool.submit(thread));
            }
        }
        LongArrayList nanos = new LongArrayList();
        LongArrayList took = new LongArrayList();
        LongArrayList late = new LongArrayList();
        Map<Integer, Long> refusals = new TreeMap<>();
        long broken = 0;
        for (Future<Seen> each : threads) {
            Seen seen = each.get();
            nanos.addAll(seen.nanos);
            took.addAll(seen.took);
            late.addAll(seen.late);
            seen.refusals.forEach((status, times) -> refusals.merge(status, times, Long::sum));
            broken += seen.broken;
        }
        return Latencies.of(
                nanos.toLongArray(), took.toLongArray(), late.toLongArray(), refusals, broken);
    }

    private Seen ask(long start, AtomicLong next, BooleanSupplier goesOn)
            throws InterruptedException {
        Seen seen = new Seen();
        KeptConnection connection = null;
        while (true) {
            long due = start + (long) (next.getAndIncrement() / rate * NANOS_PER_SECOND);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            if (!goesOn.getAsBoolean()) {
                close(connection);
                return seen;
            }
            byte[] request = requests.get();
            long sent = System.nanoTime();
            try {
                connection = connection == null ? new KeptConnection(server) : connection;
                int status = connection.ask(request);
                seen.answer(status, due, sent, goesOn.getAsBoolean());
            } catch (IOException e) {
                seen.broken++;
                close(connection);
                connection = null;
            }
            if (connection != null && connection.isOver()) {
                close(connection);
                connection = null;
            }
        }
    }

    private static void close(@Nullable KeptConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    /** What one thread saw. */
    private static final class Seen {

        private final LongArrayList nanos = new LongArrayList();
        private final LongArrayList took = new LongArrayList();
        private final LongArrayList late = new LongArrayList();
        private final Map<Integer, Long> refusals = new TreeMap<>();
        private long broken;

        private void answer(int status, long due, long sent, boolean inTime) {
            late.add(sent - due);
            if (status / 100 == 2) {
                long now = System.nanoTime();
                nanos.add(now - due);
                if (inTime) {
                    took.add(now - sent);
                }
            } else {
                refusals.merge(status, 1L, Long::sum);
            }
        }
    }
}
