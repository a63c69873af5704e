package io.streamwheel.analysis.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The server-sent events of all screens: not more than so many, ended before the web server ends,
 * and spoken to now and then so that no proxy gives them up.
 */
public final class LiveStreams implements SmartLifecycle {

    /** What happens on one stream. */
    @FunctionalInterface
    public interface Work {

        /** Sends until it is interrupted; a reader who went shows as an {@link IOException}. */
        void run(SseEmitter reader) throws IOException, InterruptedException;
    }

    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /**
     * Opens a stream and works for it on a thread of its own, until reader or service go. After
     * half an hour the browser is let to ask again, so that an ended log-in ends its streams.
     *
     * @throws ConsoleProblem when there are too many
     */
    public SseEmitter open(Work work) {
        if (open.size() >= MOST) {
            throw new ConsoleProblem("Too many pages are open at once; close some.");
        }
        SseEmitter reader = new SseEmitter(LONGEST.toMillis());
        Thread worker =
                Thread.ofVirtual().name("console-stream").unstarted(() -> serve(reader, work));
        open.add(worker);
        reader.onCompletion(worker::interrupt);
        reader.onTimeout(reader::complete);
        reader.onError(e -> worker.interrupt());
        worker.start();
        return reader;
    }

    private void serve(SseEmitter reader, Work work) {
        try {
            work.run(reader);
            reader.complete();
        } catch (InterruptedException e) {
            reader.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the reader of a stream went", e);
        } catch (RuntimeException e) {
            LOG.warn("a stream of the console ended", e);
            reader.complete();
        } finally {
            open.remove(Thread.currentThread());
        }
    }

    int size() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First of all to stop: the web server waits for requests that are under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
