package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Models;
import io.streamwheel.benchmarks.flow.Passage;
import io.streamwheel.benchmarks.flow.Pipeline;
import io.streamwheel.benchmarks.flow.Posted;
import io.streamwheel.benchmarks.stack.Application;
import io.streamwheel.benchmarks.stack.Service;
import io.streamwheel.benchmarks.stack.Wrk;
import io.streamwheel.benchmarks.stack.Wrk.Load;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Personal lists of a model, beside an application that says hello. */
final class ListsPart implements Part {

    private static final String LISTS = "/v1/users/readerUSER/recommendations?n=10";
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int SAMPLE = 20;

    private final Ground ground;
    private final Settings settings;
    private final Wrk wrk;

    private ListsPart(Ground ground) throws Exception {
        this.ground = ground;
        settings = ground.settings();
        wrk =
                Wrk.asking(
                        ground.scratch(),
                        Pipeline.SERVER_KEY,
                        settings.readers(),
                        Readers.VISITORS);
    }

    /** Has its visitors before other events come in, whose chance says nothing of taste. */
    static ListsPart seeded(Ground ground) throws Exception {
        ListsPart part = new ListsPart(ground);
        part.seed();
        return part;
    }

    /** Visitors with histories, and a model that tells their tastes apart. */
    private void seed() throws Exception {
        Readers readers = new Readers(ground.pipeline().door());
        List<String> faults =
                new Passage(ground.pipeline())
                        .through(readers::post, events -> new Posted(events, 0))
                        .faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the visitors' events: " + faults);
        }
        Models models = new Models(analysis(), Pipeline.SERVER_KEY, ground.pipeline().database());
        String build = models.beginBuild();
        await(() -> !models.outcome(build).isEmpty());
        await(() -> models.hasLists(build));
        int personal = 0;
        for (int visitor = 0; visitor < SAMPLE; visitor++) {
            String path = LISTS.replace("USER", String.valueOf(visitor));
            String strategy = ground.pipeline().get(path).get("strategy").stringValue();
            personal += strategy.equals("personal") ? 1 : 0;
        }
        if (personal < SAMPLE / 2) {
            throw new IllegalStateException(
                    "only %d of %d visitors get a personal list".formatted(personal, SAMPLE));
        }
    }

    @Override
    public void warmUp(Board board) throws Exception {
        wrk.ask(analysis().at(""), LISTS, settings.warmUp());
        hello(settings.warmUp());
    }

    @Override
    public void measure(String round, Board board) throws Exception {
        Load lists = wrk.ask(analysis().at(""), LISTS, settings.seconds());
        Load hello = hello(settings.seconds());
        if (lists.refused() + lists.broken() > 0) {
            board.faults(
                    round + "-lists",
                    List.of(lists.refused() + " refused, " + lists.broken() + " broken"));
        }
        board.add(Line.LISTS, lists.rate());
        board.add(Line.HELLO, hello.rate());
        board.add(Line.LISTS_P99, lists.p99Millis());
        board.add(Line.HELLO_P99, hello.p99Millis());
    }

    private Load hello(int seconds) throws Exception {
        ground.bare().shareLike(Service.ANALYSIS, ground.scratch());
        return wrk.ask(ground.bare().at(""), "/hello", seconds);
    }

    private Application analysis() {
        return ground.pipeline().application(Service.ANALYSIS);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST_BUILD.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no model within " + LONGEST_BUILD);
            }
            Thread.sleep(PAUSE);
        }
    }
}
