package io.streamwheel.benchmarks.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the first POST of a load to everything stored, and accounted for. */
public final class Passage {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** Without a change for so long, nothing will come any more. */
    private static final Duration STALL = Duration.ofSeconds(120);

    /** Everything decided, and nothing new for so long: at rest. */
    private static final Duration REST = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Pipeline pipeline;

    public Passage(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * What came of a load.
     *
     * @param faults what is wrong with its accounting; empty when nothing is
     */
    public record Passed<T>(T load, Course course, List<String> faults) {

        public Passed {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Posts, and waits until all of it is stored.
     *
     * @param posted what a load says of itself
     */
    public <T> Passed<T> through(Callable<T> post, Function<T, Posted> posted) throws Exception {
        long published = pipeline.published();
        long unpublished = pipeline.unpublished();
        long start = System.nanoTime();
        Look first = pipeline.look(0);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<T> load = thread.submit(post);
            Course course = watch(first, start, load);
            Accounting accounting =
                    new Accounting(
                            posted.apply(load.get()),
                            pipeline.published() - published,
                            pipeline.unpublished() - unpublished,
                            course.totals());
            return new Passed<>(load.get(), course, accounting.faults());
        }
    }

    /**
     * The same; the faults are also those of the tables.
     *
     * @param run the beginning of the events' ids
     */
    public <T> Passed<T> accounted(String run, Callable<T> post, Function<T, Posted> posted)
            throws Exception {
        Instant start = Instant.now();
        Passed<T> passed = through(post, posted);
        List<String> faults = new ArrayList<>(passed.faults());
        long stored = passed.course().totals().stored();
        faults.addAll(new Ledger(pipeline.database()).faults(run, start, stored));
        return new Passed<>(passed.load(), passed.course(), faults);
    }

    /**
     * Looks on until everything that the door has ever published is decided and nothing changes, or
     * nothing will come any more.
     *
     * @param start of the clock, as {@link System#nanoTime()} tells it
     * @param load what must have ended before; none when nobody posts
     */
    public Course watch(Look first, long start, @Nullable Future<?> load) throws Exception {
        List<Look> looks = new ArrayList<>(List.of(first));
        double changed = 0;
        while (true) {
            Thread.sleep(PAUSE);
            double seconds = (System.nanoTime() - start) / 1e9;
            Look look = pipeline.look(seconds);
            if (!look.totals().equals(looks.getLast().totals())) {
                changed = seconds;
            }
            looks.add(look);
            double quiet = seconds - changed;
            boolean posting = load != null && !load.isDone();
            boolean atRest =
                    !posting
                            && look.collected() + look.enriched() == 0
                            && quiet >= REST.toSeconds()
                            && look.totals().decided() >= pipeline.published();
            if (atRest || quiet >= STALL.toSeconds() || seconds >= LONGEST.toSeconds()) {
                return new Course(looks);
            }
        }
    }
}
