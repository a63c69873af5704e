package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The server-sent events of all screens: not more than so many, ended with the log-in and before
 * the web server ends, and spoken to now and then so that no proxy gives them up.
 */
public final class LiveStreams implements SmartLifecycle, HttpSessionListener {

    /** What happens on one stream. */
    @FunctionalInterface
    public interface Work {

        /** Sends until it is interrupted; a reader who went shows as an {@link IOException}. */
        void run(SseEmitter reader) throws IOException, InterruptedException;
    }

    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** And whose log-in each belongs to. */
    private final Map<Thread, String> open = new ConcurrentHashMap<>();

    private volatile boolean running;

    /**
     * Opens a stream for the request that is under way and works for it on a thread of its own,
     * until reader, log-in or service go. After half an hour the browser is let to ask again, so
     * that no stream outlives a log-in whose end nobody told.
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
        open.put(worker, RequestContextHolder.currentRequestAttributes().getSessionId());
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

    @Override
    public void sessionDestroyed(HttpSessionEvent ended) {
        String id = ended.getSession().getId();
        open.forEach((worker, session) -> {
            if (session.equals(id)) {
                worker.interrupt();
            }
        });
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
        open.keySet().forEach(Thread::interrupt);
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
