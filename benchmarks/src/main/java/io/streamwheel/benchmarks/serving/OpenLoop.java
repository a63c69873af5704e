package io.streamwheel.benchmarks.serving;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
final class OpenLoop {

    private static final double NANOS_PER_SECOND = 1e9;

    private final URI server;
    private final double rate;
    private final int connections;
    private final Supplier<byte[]> requests;

    /**
     * @param rate requests a second
     * @param requests asked by many threads at once
     */
    OpenLoop(URI server, double rate, int connections, Supplier<byte[]> requests) {
        this.server = server;
        this.rate = rate;
        this.connections = connections;
        this.requests = requests;
    }

    /** Asks as long as that holds. */
    Latencies run(BooleanSupplier goesOn) throws Exception {
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
        LongArrayList late = new LongArrayList();
        long refused = 0;
        long broken = 0;
        for (Future<Seen> each : threads) {
            Seen seen = each.get();
            nanos.addAll(seen.nanos);
            late.addAll(seen.late);
            refused += seen.refused;
            broken += seen.broken;
        }
        return Latencies.of(nanos.toLongArray(), late.toLongArray(), refused, broken);
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
                seen.refused += connection.ask(request) / 100 == 2 ? 0 : 1;
                seen.nanos.add(System.nanoTime() - due);
                seen.late.add(sent - due);
            } catch (IOException e) {
                seen.broken++;
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
        private final LongArrayList late = new LongArrayList();
        private long refused;
        private long broken;
    }
}
