package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.pipeline.PipelineStatus;
import io.streamwheel.event.Queues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last hour of one site, in memory; the oldest sample gives way to the newest. */
final class Samples {

    /** Over how many samples a shown rate is taken: a single one jumps. */
    private static final int SMOOTHED = 6;

    private static final double MILLIS = 1000.0;

    private final int room;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Samples(int room) {
        if (room < 2) {
            throw new IllegalArgumentException("room is for two samples at least: " + room);
        }
        this.room = room;
    }

    synchronized void add(Sample sample) {
        if (samples.size() == room) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    synchronized Optional<Sample> newest() {
        return Optional.ofNullable(samples.peekLast());
    }

    /** Of the last half minute. */
    synchronized Rates rates() {
        List<Sample> last = List.copyOf(samples);
        if (last.size() < 2) {
            return Rates.NONE;
        }
        return Rates.between(last.get(Math.max(0, last.size() - 1 - SMOOTHED)), last.getLast());
    }

    /** As columns: seconds since 1970, then {@link Curves}' in their order; the oldest first. */
    synchronized Curves curves() {
        List<Sample> all = List.copyOf(samples);
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            rows.add(row(all.get(i - 1), all.get(i)));
        }
        return Curves.of(rows);
    }

    /** The newest row alone; empty before there are two samples. */
    synchronized Curves newestRow() {
        List<Sample> all = List.copyOf(samples);
        return Curves.of(
                all.size() < 2 ? List.of() : List.of(row(all.get(all.size() - 2), all.getLast())));
    }

    private static double[] row(Sample before, Sample after) {
        Rates rates = Rates.between(before, after);
        PipelineStatus now = after.status();
        return new double[] {
            after.at().toEpochMilli() / MILLIS,
            rates.stored(),
            rates.duplicates(),
            rates.filtered(),
            rates.failed(),
            now.waiting().getOrDefault(Queues.COLLECTED, 0L),
            now.waiting().getOrDefault(Queues.ENRICHED, 0L),
            now.waiting().getOrDefault(Queues.FAILED, 0L),
            now.lag().toMillis() / MILLIS
        };
    }
}
