package io.streamwheel.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;

/**
 * What a person at the console must know: warnings of everyone, and the state changes of
 * Streamwheel's own classes.
 */
public final class ConsoleFilter extends Filter<ILoggingEvent> {

    private static final String OWN = "io.streamwheel.";

    /** Why a start failed is said once and in one sentence, by {@link Standalone}. */
    private static final Set<String> TOLD_OTHERWISE =
            Set.of(
                    "org.springframework.boot.SpringApplication",
                    "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                    "org.springframework.boot.web.server.servlet.context"
                            + ".AnnotationConfigServletWebServerApplicationContext");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (TOLD_OTHERWISE.contains(event.getLoggerName())) {
            return FilterReply.DENY;
        }
        boolean ownNews =
                event.getLevel().isGreaterOrEqual(Level.INFO)
                        && event.getLoggerName().startsWith(OWN)
                        && !event.getLoggerName().endsWith("Application");
        return ownNews || event.getLevel().isGreaterOrEqual(Level.WARN)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
