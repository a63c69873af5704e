package io.streamwheel.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a service finds when it starts, for {@code deploy/train}: the embedded broker and database,
 * on ports that the system chooses, with the tables and a site.
 *
 * <p>Standard output is {@code VARIABLE=value} lines that lead a service there, then {@code ready};
 * everything else goes to standard error. It ends when its standard input does, so that it never
 * outlives whoever started it, or on SIGTERM.
 */
public final class TrainingServers {

    private static final String READY = "ready";

    /** Ports that the system chooses: the trained service has the usual ones. */
    private static final Map<String, String> ANY_PORT =
            Map.of("STREAMWHEEL_ANALYSIS_PORT", "0", "STREAMWHEEL_ANALYSIS_MANAGEMENT_PORT", "0");

    /** A signal in the middle of a start waits for its end: what has started must be known. */
    private static final Duration MAX_WAIT_FOR_START = Duration.ofSeconds(60);

    private final DataDirectory directory;
    private final Keys keys;
    private final FutureTask<Servers> servers;

    private TrainingServers(DataDirectory directory, Settings settings)
            throws CannotStartException {
        this.directory = directory;
        this.keys = Keys.of(settings.environment(), directory.keys());
        this.servers = new FutureTask<>(() -> Servers.start(settings, directory));
    }

    /**
     * @param words a directory for everything that is kept meanwhile
     */
    public static void main(String[] words) throws Exception {
        if (words.length != 1) {
            throw new IllegalArgumentException("one argument is expected: a directory");
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Path path = Path.of(words[0]).toAbsolutePath().normalize();
        DataDirectory directory = DataDirectory.open(path);
        Logs.begin(directory.logs());
        // Nothing of the environment: the servers are private, whatever it names.
        CommandLine run = new CommandLine(false, path, false, false);
        try {
            new TrainingServers(directory, new Settings(run, Map.of(), Map.of()))
                    .run(System.in, out);
            System.exit(0);
        } catch (Exception problem) {
            problem.printStackTrace();
            System.exit(1); // else threads of the broker would keep the process
        }
    }

    private void run(InputStream in, PrintStream out) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-servers"));
        servers.run();
        Map<String, Object> properties = servers.get().properties();
        Services.makeSite(Ports.of(ANY_PORT), keys, properties);
        properties.forEach((property, value) -> out.println(variable(property) + "=" + value));
        out.println("STREAMWHEEL_SITE=" + Services.SITE);
        out.println(Keys.WRITE_KEY + "=" + keys.writeKey());
        out.println(Keys.SERVER_KEY + "=" + keys.serverKey());
        out.println(Keys.CONSOLE_PASSWORD + "=" + keys.consolePassword());
        out.println(READY);
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
    }

    private void close() {
        try {
            servers.get(MAX_WAIT_FOR_START.toMillis(), TimeUnit.MILLISECONDS).close();
            directory.close();
        } catch (ExecutionException neverStarted) {
            // It has said why, and left nothing.
        } catch (TimeoutException | IOException problem) {
            System.err.println("the stop was not clean: " + problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
