package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.KeptConnection;
import io.streamwheel.benchmarks.stack.Latencies;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Events whose way is watched, one after the other. */
final class Probes implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int NOT_THERE = 404;

    private final URI door;
    private final URI analysis;
    private final String run;
    private final KeptConnection toDoor;
    private final KeptConnection toAnalysis;

    Probes(URI door, URI analysis, String run) throws IOException {
        this.door = door;
        this.analysis = analysis;
        this.run = run;
        toDoor = new KeptConnection(door);
        toAnalysis = new KeptConnection(analysis);
    }

    /** Posts and looks for so long; each latency is from the POST to the first 200. */
    Latencies run(Duration time) throws IOException, InterruptedException {
        LongArrayList nanos = new LongArrayList();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end || nanos.isEmpty()) {
            nanos.add(one(run + "-probe" + nanos.size()));
            Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toMillis()));
        }
        long[] all = nanos.toLongArray();
        return Latencies.of(all, all, new long[all.length], Map.of(), 0);
    }

    private long one(String id) throws IOException, InterruptedException {
        String event =
                "{\"id\":\"%s\",\"type\":\"view\",\"userId\":\"probe\",\"itemId\":\"p1\",\"timestamp\":\"%s\"}"
                        .formatted(id, Instant.now());
        byte[] look = KeptConnection.get(analysis.resolve("/v1/events/" + id), Pipeline.SERVER_KEY);
        long start = System.nanoTime();
        int taken = toDoor.ask(KeptConnection.post(door, Pipeline.WRITE_KEY, event));
        if (taken / 100 != 2) {
            throw new IOException("a probe is answered with " + taken);
        }
        int status = toAnalysis.ask(look);
        while (status == NOT_THERE) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IOException("event " + id + " is not there after " + LONGEST);
            }
            Thread.sleep(BETWEEN_LOOKS);
            status = toAnalysis.ask(look);
        }
        if (status / 100 != 2) {
            throw new IOException("whoever asks for an event is answered with " + status);
        }
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        toDoor.close();
        toAnalysis.close();
    }
}
