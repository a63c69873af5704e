package io.streamwheel.analysis.model;

import io.streamwheel.analysis.model.itemitem.Progress;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A moment at which work is ended.
 *
 * @param ticker nanoseconds, from anywhere
 * @param at by the ticker
 */
record Deadline(LongSupplier ticker, long at) {

    /**
     * What the work makes, empty when the deadline came first.
     *
     * @param work ends with a {@link CancellationException} when its progress says so
     * @throws CancellationException when something else than the deadline ended it
     */
    <T> Optional<T> watch(Progress progress, Function<Progress, T> work) {
        Progress watched =
                new Progress() {
                    @Override
                    public void at(double share) {
                        progress.at(share);
                    }

                    @Override
                    public boolean cancelled() {
                        return passed() || progress.cancelled();
                    }
                };
        if (passed()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(watched));
        } catch (CancellationException ended) {
            if (!passed() || progress.cancelled() || Thread.currentThread().isInterrupted()) {
                throw ended;
            }
            return Optional.empty();
        }
    }

    private boolean passed() {
        return ticker.getAsLong() > at;
    }
}
