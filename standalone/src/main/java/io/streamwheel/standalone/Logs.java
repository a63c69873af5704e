package io.streamwheel.standalone;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Everything to a file of the data directory; to the console what a person must know. One log for
 * three services, so Spring Boot's own arrangement, one per context, is off.
 */
final class Logs {

    private static final String CONFIGURATION = "logback.xml";

    private Logs() {}

    /** To be called before the first logger is asked for anything. */
    static void begin(Path directory) throws CannotStartException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
        try (InputStream configuration = Logs.class.getResourceAsStream(CONFIGURATION)) {
            Files.createDirectories(directory);
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.reset();
            context.putProperty("logs", directory.toString());
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(configuration);
        } catch (IOException | JoranException problem) {
            throw new CannotStartException("no log can be written to " + directory, problem);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
