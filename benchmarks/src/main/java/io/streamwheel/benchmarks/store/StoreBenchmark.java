package io.streamwheel.benchmarks.store;

import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.benchmarks.stack.Scratch;
import io.streamwheel.event.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Batches of events into the product's tables, and {@code COPY} of rows like theirs into equal
 * tables without an answer to "was it there before", in turns.
 */
public final class StoreBenchmark {

    private StoreBenchmark() {}

    /** Prints events a second and CPU an event. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.parse(arguments);
        try (Scratch scratch = Scratch.make("store-benchmark");
                Database database = Database.open(settings, scratch)) {
            Statements statements = new Statements();
            DataSource source =
                    settings.statements() ? statements.watch(database.pool()) : database.pool();
            Product product =
                    new Product(
                            source,
                            new SiteId(
                                    (int)
                                            database.number(
                                                    "SELECT site_id FROM site WHERE name = 'shop'")));
            Copy copy = new Copy(database);
            List<Turn> ours = new ArrayList<>();
            List<Turn> copies = new ArrayList<>();
            for (int round = 0; round <= settings.rounds(); round++) {
                String run = "r%d-%d".formatted(round, System.nanoTime());
                statements.forget();
                long storedBefore = product.stored();
                Turn one = store(settings, run, product);
                Turn two = copy(settings, run + "c", copy);
                System.out.printf(
                        "%s product %s, copy %s, ratio %.2f, %d stored, %d duplicates%n",
                        round == 0 ? "warm-up:" : "round " + round + ":",
                        one,
                        two,
                        one.rate() / two.rate(),
                        product.stored() - storedBefore,
                        product.duplicates());
                System.out.print(statements.perEvent(settings.events()));
                if (round > 0) {
                    ours.add(one);
                    copies.add(two);
                }
            }
            System.out.println(Report.of(ours, copies));
            long rows = database.number("SELECT count(*) FROM event");
            if (rows != product.stored()) {
                System.out.printf("void: %d rows, %d said to be stored%n", rows, product.stored());
                System.exit(1);
            }
        }
    }

    private static Turn store(Settings settings, String run, Product product) throws Exception {
        return turn(settings, run, batch -> product.store().store(List.copyOf(batch)));
    }

    private static Turn copy(Settings settings, String run, Copy copy) throws Exception {
        return turn(settings, run, copy::write);
    }

    @FunctionalInterface
    private interface Writing {
        void write(List<EnrichedEvent> batch) throws Exception;
    }

    /** All batches are made before the clock runs. */
    private static Turn turn(Settings settings, String run, Writing writing) throws Exception {
        List<List<List<EnrichedEvent>>> work = new ArrayList<>();
        int batches = settings.events() / settings.batch() / settings.writers();
        for (int writer = 0; writer < settings.writers(); writer++) {
            Events events = new Events(run + "-" + writer, settings);
            List<List<EnrichedEvent>> own = new ArrayList<>(batches);
            for (int i = 0; i < batches; i++) {
                own.add(events.batch());
            }
            work.add(own);
        }
        Cpu before = Cpu.ofMachine();
        Cpu ownBefore = Cpu.ofThisProcess();
        long start = System.nanoTime();
        try (ExecutorService writers = Executors.newFixedThreadPool(settings.writers())) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (List<List<EnrichedEvent>> own : work) {
                Callable<Boolean> task =
                        () -> {
                            for (List<EnrichedEvent> batch : own) {
                                writing.write(batch);
                            }
                            return true;
                        };
                all.add(writers.submit(task));
            }
            for (Future<Boolean> each : all) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Cpu own = Cpu.ofThisProcess().minus(ownBefore);
        Cpu others = Cpu.ofMachine().minus(before).minus(own);
        return new Turn(
                (long) batches * settings.batch() * settings.writers(), seconds, own, others);
    }

    /**
     * One measurement.
     *
     * @param own what this process used
     * @param others what everybody else on this machine used: the database, unless others work here
     */
    record Turn(long events, double seconds, Cpu own, Cpu others) {

        double rate() {
            return events / seconds;
        }

        @Override
        public String toString() {
            return "%,.0f/s (CPU an event: client %.1f us, others %.1f us)"
                    .formatted(
                            rate(), own.seconds() * 1e6 / events, others.seconds() * 1e6 / events);
        }
    }
}
