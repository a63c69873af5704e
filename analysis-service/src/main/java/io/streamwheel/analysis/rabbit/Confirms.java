package io.streamwheel.analysis.rabbit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for what the broker says to several messages. */
final class Confirms {

    private Confirms() {}

    /** Returns when all are confirmed; throws what the first that is not says. */
    static void await(List<CompletableFuture<Void>> confirms) throws Exception {
        try {
            for (CompletableFuture<Void> confirm : confirms) {
                confirm.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
