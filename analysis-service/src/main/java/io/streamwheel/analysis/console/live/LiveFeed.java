package io.streamwheel.analysis.console.live;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.live.Exchange;
import io.streamwheel.analysis.live.LiveEvent;
import io.streamwheel.analysis.live.LiveFilter;
import io.streamwheel.analysis.live.Past;
import io.streamwheel.analysis.live.Tick;
import io.streamwheel.analysis.live.Watch;
import io.streamwheel.analysis.live.Watches;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * What a browser is told: {@code past} once, and again when the database was away meanwhile; {@code
 * tick} twice a second while something comes; {@code trouble} when there is another than before. A
 * browser that reads slowly holds up its own thread, and gets a sample of all that came meanwhile.
 */
final class LiveFeed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Pauses. */
    private static final int BETWEEN_TROUBLES = 2;

    private static final int BETWEEN_SIGNS_OF_LIFE = 20;

    private final Watches watches;
    private final Exchange exchange;
    private final Past past;
    private final Supplier<String> links;

    /**
     * @param links why this process does not take from its queues; empty when it does
     */
    LiveFeed(Watches watches, Exchange exchange, Past past, Supplier<String> links) {
        this.watches = watches;
        this.exchange = exchange;
        this.past = past;
        this.links = links;
    }

    /**
     * @param words empty when all is well
     */
    record Trouble(String words) {}

    LiveStreams.Work of(ConsoleSite site, LiveFilter filter) {
        return reader -> {
            // Before the past is read: what comes in between is told twice rather than never.
            try (Watch watch = watches.open(site.id(), filter)) {
                tell(reader, watch);
            }
        };
    }

    private void tell(SseEmitter reader, Watch watch) throws IOException, InterruptedException {
        boolean pastTold = false;
        Trouble told = new Trouble("");
        for (long round = 0; ; round++) {
            if (round % BETWEEN_TROUBLES == 0) {
                Trouble trouble = trouble();
                if (!trouble.equals(told)) {
                    reader.send(event("trouble", trouble));
                    pastTold = false;
                }
                told = trouble;
            }
            if (!pastTold && exchange.answers()) {
                Optional<List<LiveEvent>> read = readPast(watch);
                if (read.isPresent()) {
                    reader.send(event("past", read.get()));
                    pastTold = true;
                }
            }
            Tick tick = watch.take();
            if (!tick.saysNothing()) {
                reader.send(event("tick", tick));
            } else if (round % BETWEEN_SIGNS_OF_LIFE == 0) {
                reader.send(SseEmitter.event().comment("")); // shows who went
            }
            Thread.sleep(PAUSE);
        }
    }

    private static SseEventBuilder event(String name, Object data) {
        return SseEmitter.event().name(name).data(data);
    }

    private Trouble trouble() {
        if (!exchange.answers()) {
            return new Trouble(
                    "The database does not answer: nothing is stored until it does. Events wait in"
                            + " the queues and none is lost; they come here when they are stored.");
        }
        String why = links.get();
        return new Trouble(
                why.isEmpty() ? "" : "Nothing is stored: analysis does not take events. " + why);
    }

    private Optional<List<LiveEvent>> readPast(Watch watch) {
        try {
            exchange.begin(watch);
            return Optional.of(past.read(watch.site(), watch.filter()));
        } catch (SQLException | DataAccessException away) {
            LOG.debug("what was before cannot be shown yet", away);
            return Optional.empty();
        }
    }
}
