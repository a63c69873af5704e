package io.streamwheel.benchmarks.recommend;

import io.streamwheel.analysis.session.SessionIndex;
import io.streamwheel.analysis.session.SessionScorer;
import io.streamwheel.analysis.session.SessionScorer.Scored;
import io.streamwheel.analysis.session.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The next click of one session: the best 20 of 3,700 items by the 500 newest of 100,000 sessions
 * that have an item in common. Sessions have 2 to 8 clicks on items of Zipf's law; another session
 * at hand is asked for each time, so that the index is not in the processor's cache from the last
 * time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SessionBenchmark {

    private static final int ITEMS = 3_700;
    private static final int SESSIONS = 100_000;
    private static final int LEAST_CLICKS = 2;
    private static final int MOST_CLICKS = 8;
    private static final int NEIGHBORHOOD = 500;
    private static final int LIMIT = 20;
    private static final int AT_HAND = 1 << 10;

    private final SplittableRandom random = new SplittableRandom(1);
    private final SessionScorer scorer =
            new SessionScorer(new SessionIndex(sessions()), NEIGHBORHOOD);
    private int[][] prefixes = new int[0][];
    private int next;

    /** Items of the session at hand, up to as many as are looked at. */
    @Param({"1", "5", "20"})
    public int clicks;

    /** Draws the sessions at hand. */
    @Setup
    public void draw() {
        prefixes = new int[AT_HAND][];
        Arrays.setAll(
                prefixes,
                each -> IntStream.generate(this::item).distinct().limit(clicks).toArray());
    }

    private Sessions sessions() {
        int[] starts = new int[SESSIONS + 1];
        for (int s = 0; s < SESSIONS; s++) {
            starts[s + 1] = starts[s] + random.nextInt(LEAST_CLICKS, MOST_CLICKS + 1);
        }
        int[] items = IntStream.generate(this::item).limit(starts[SESSIONS]).toArray();
        List<String> ids = IntStream.range(0, ITEMS).mapToObj(each -> "i" + each).toList();
        return new Sessions(ids, starts, items);
    }

    /** Close to Zipf's law with exponent 1. */
    private int item() {
        return (int) Math.pow(ITEMS, random.nextDouble());
    }

    @Benchmark
    public List<Scored> nextClick() {
        next = (next + 1) % AT_HAND;
        return scorer.best(prefixes[next], LIMIT, item -> true);
    }
}
