package io.streamwheel.analysis.model.itemitem;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Does one thing for each number of a range on a few threads; on the caller's own where one is
 * asked for.
 */
final class Workers {

    private Workers() {}

    /**
     * @param worker made once per thread, so that it may keep its own buffers
     * @throws CancellationException when the progress says so, or the waiting thread is interrupted
     */
    static void forEach(int size, int threads, Progress progress, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        int step = Math.max(1, size / 200);
        Runnable work =
                () -> {
                    IntConsumer each = worker.get();
                    for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                        if (progress.cancelled() || Thread.currentThread().isInterrupted()) {
                            throw new CancellationException("cancelled at " + i + " of " + size);
                        }
                        each.accept(i);
                        if (i % step == 0) {
                            progress.at((double) i / size);
                        }
                    }
                };
        if (threads == 1) {
            work.run();
        } else {
            share(work, threads, next, size);
        }
        progress.at(1);
    }

    private static void share(Runnable work, int threads, AtomicInteger next, int size) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work));
            }
            for (Future<?> each : running) {
                join(each, next, size);
            }
        }
    }

    private static void join(Future<?> running, AtomicInteger next, int size) {
        try {
            running.get();
        } catch (InterruptedException stopped) {
            next.set(size);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failed) {
            next.set(size);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a worker of the training failed", failed.getCause());
        }
    }
}
