package io.streamwheel.benchmarks.store;

import io.streamwheel.benchmarks.stack.Cpu;
import io.streamwheel.event.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One measurement.
 *
 * @param own what this process used
 * @param others what everybody else on this machine used: the database, unless others work here
 */
record Turn(long events, double seconds, Cpu own, Cpu others) {

    /** Writes a batch and returns when it is committed. */
    @FunctionalInterface
    interface Writing {
        void write(List<EnrichedEvent> batch) throws Exception;
    }

    /** All batches are made before the clock runs. */
    static Turn run(Settings settings, String run, Writing writing) throws Exception {
        int batches = settings.events() / settings.batch() / settings.writers();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < settings.writers(); writer++) {
            Events events = new Events(run + "-" + writer, settings);
            List<List<EnrichedEvent>> own = new ArrayList<>(batches);
            for (int i = 0; i < batches; i++) {
                own.add(events.batch());
            }
            writers.add(() -> {
                for (List<EnrichedEvent> batch : own) {
                    writing.write(batch);
                }
                return true;
            });
        }
        Cpu machineBefore = Cpu.ofMachine();
        Cpu ownBefore = Cpu.ofThisProcess();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(settings.writers())) {
            for (Future<Boolean> each : threads.invokeAll(writers)) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Cpu own = Cpu.ofThisProcess().minus(ownBefore);
        Cpu others = Cpu.ofMachine().minus(machineBefore).minus(own);
        return new Turn(
                (long) batches * settings.batch() * settings.writers(), seconds, own, others);
    }

    double rate() {
        return events / seconds;
    }

    @Override
    public String toString() {
        return "%,9.0f/s, CPU an event: client %.1f us, others %.1f us"
                .formatted(rate(), own.seconds() * 1e6 / events, others.seconds() * 1e6 / events);
    }
}
