package io.streamwheel.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * What a person at the console must know: warnings of everyone, and the state changes of
 * Streamwheel's own classes.
 */
public final class ConsoleFilter extends Filter<ILoggingEvent> {

    private static final String OWN = "io.streamwheel.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean ownNews =
                event.getLevel().isGreaterOrEqual(Level.INFO)
                        && event.getLoggerName().startsWith(OWN)
                        && !event.getLoggerName().endsWith("Application");
        return ownNews || event.getLevel().isGreaterOrEqual(Level.WARN)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
