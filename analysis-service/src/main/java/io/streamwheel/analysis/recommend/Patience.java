package io.streamwheel.analysis.recommend;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store and waits a bounded time, so that an answer is always given. After a failure it
 * leaves the store alone for a moment, so that requests do not queue up behind a database that is
 * away.
 */
public final class Patience implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final long FINE = Long.MIN_VALUE;

    private final Duration limit;
    private final Duration rest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong restUntil = new AtomicLong(FINE);

    /**
     * @param limit how long to wait for an answer
     * @param rest how long to leave the store alone after a failure
     */
    public Patience(Duration limit, Duration rest) {
        this.limit = limit;
        this.rest = rest;
    }

    /**
     * @throws StoreAwayException when there is no answer, for whatever reason
     */
    public <T> T ask(Callable<T> question) {
        long until = restUntil.get();
        if (until != FINE) {
            long now = System.nanoTime();
            if (now - until < 0 || !restUntil.compareAndSet(until, now + rest.toNanos())) {
                throw new StoreAwayException("the store is left alone after a failure", null);
            }
        }
        Future<T> answer = threads.submit(question);
        try {
            T given = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (until != FINE && restUntil.getAndSet(FINE) != FINE) {
                log.info("the store answers again");
            }
            return given;
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw away("no answer within " + limit, late);
        } catch (ExecutionException failed) {
            throw away(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreAwayException("interrupted", stopped);
        }
    }

    private StoreAwayException away(String why, Exception cause) {
        if (restUntil.getAndSet(System.nanoTime() + rest.toNanos()) == FINE) {
            log.warn("the store does not answer, lists come from memory: {}", why);
        }
        return new StoreAwayException(why, cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
