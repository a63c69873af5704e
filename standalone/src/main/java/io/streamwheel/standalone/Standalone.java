package io.streamwheel.standalone;

import io.streamwheel.standalone.demo.DemoShop;
import io.streamwheel.transport.Carriers;
import io.streamwheel.transport.StopLimit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** {@code ./streamwheel}: reads the command line, starts, greets, and ends cleanly on SIGTERM. */
public final class Standalone {

    private static final Duration MAX_WAIT_FOR_START = Duration.ofSeconds(5);
    private static final Duration MAX_WAIT_FOR_ITS_END = Duration.ofSeconds(15);

    /** Java writes its start-up cache at the end, which takes a while. */
    private static final Duration MAX_STOP_OF_A_TRAINING = Duration.ofMinutes(2);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final CountDownLatch startDecided = new CountDownLatch(1);
    private final Thread starter = Thread.currentThread();
    private volatile boolean stopping;
    private volatile boolean logging;
    private volatile boolean training;
    private volatile @Nullable DemoShop shop;
    private volatile @Nullable Streamwheel running;

    private Standalone() {}

    public static void main(String[] words) {
        Carriers.twoForEachProcessor();
        Standalone standalone = new Standalone();
        int code = standalone.run(List.of(words));
        if (code != 0) {
            standalone.stop();
            System.exit(code);
        }
    }

    private int run(List<String> words) {
        try {
            start(CommandLine.parse(words));
            return 0;
        } catch (CommandLine.UsageException problem) {
            System.err.println("streamwheel: " + problem.getMessage() + "\n\n" + CommandLine.USAGE);
            return 2;
        } catch (CannotStartException problem) {
            return refused(String.valueOf(problem.getMessage()), problem);
        } catch (IOException problem) {
            return refused("the demo shop cannot be filled: " + problem.getMessage(), problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (RuntimeException problem) {
            return refused("it did not start: " + problem, problem);
        } finally {
            startDecided.countDown();
        }
    }

    private int refused(String message, Exception problem) {
        if (!stopping) {
            System.err.println("streamwheel: " + message);
            if (logging && problem.getCause() != null) {
                LoggerFactory.getLogger("streamwheel.start").info("It did not start", problem);
            }
        }
        return 1;
    }

    private void start(CommandLine commandLine)
            throws CannotStartException, IOException, InterruptedException {
        long begin = System.nanoTime();
        training = commandLine.training();
        Settings settings = new Settings(commandLine, System.getenv(), Map.of());
        DataDirectory directory = DataDirectory.open(commandLine.dataDirectory());
        Logs.begin(directory.logs());
        logging = true;
        // Not by a shutdown hook: broker and database have hooks too, and all hooks run at once.
        Signal.handle(new Signal("TERM"), this::stopAndExit);
        Signal.handle(new Signal("INT"), this::stopAndExit);
        out.println("starting; the whole log is " + directory.logs().resolve("streamwheel.log"));

        Optional<DemoShop> demo =
                commandLine.demo()
                        ? Optional.of(new DemoShop(directory.demoMoment(), Clock.systemUTC()))
                        : Optional.empty();
        Streamwheel started =
                Streamwheel.start(settings, directory, demo.map(DemoShop::routes).orElse(null));
        running = started;
        startDecided.countDown();
        out.println("services are up " + secondsSince(begin));
        if (demo.isPresent()) {
            shop = demo.get();
            demo.get().open(started.door(), out::println);
            out.println("the demo shop is open " + secondsSince(begin));
            if (commandLine.liveVisitors()) {
                demo.get().startLiveVisitors(started.door());
            }
        }
        if (commandLine.training()) {
            stop();
            System.exit(0);
        }
        if (!stopping) {
            out.println(Greeting.of(started.door(), directory.toString(), demo, demo.isPresent()));
        }
    }

    private static String secondsSince(long begin) {
        return "after %.1f s".formatted((System.nanoTime() - begin) / 1e9);
    }

    /** On a thread that keeps the JVM alive: the one that brings the signal does not. */
    private void stopAndExit(Signal signal) {
        Runnable end =
                () -> {
                    stop();
                    System.exit(128 + signal.getNumber());
                };
        Thread.ofPlatform().daemon(false).name("stop").start(end);
    }

    /** Ends all that was started. The second of two calls waits for the first. */
    private synchronized void stop() {
        stopping = true;
        StopLimit.from(training ? MAX_STOP_OF_A_TRAINING : StopLimit.USUAL);
        try {
            if (!startDecided.await(MAX_WAIT_FOR_START.toMillis(), TimeUnit.MILLISECONDS)) {
                starter.interrupt(); // it ends what it has started
                if (!startDecided.await(MAX_WAIT_FOR_ITS_END.toMillis(), TimeUnit.MILLISECONDS)) {
                    return; // the next start ends what this one leaves behind
                }
            }
            DemoShop open = shop;
            if (open != null) {
                open.close();
                shop = null;
            }
            Streamwheel started = running;
            if (started != null) {
                out.println("stopping");
                started.close();
                running = null;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException problem) {
            LoggerFactory.getLogger(Standalone.class).warn("The stop was not clean", problem);
        }
    }
}
