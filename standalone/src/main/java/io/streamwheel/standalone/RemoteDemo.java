package io.streamwheel.standalone;

import io.streamwheel.standalone.demo.DemoShop;
import io.streamwheel.standalone.demo.Door;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Fills the demo shop of services that run elsewhere, prints the curl lines, and ends. What an
 * earlier run posted is not posted again, as long as the directory is the same.
 */
public final class RemoteDemo {

    private final Map<String, String> environment;

    private RemoteDemo(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @param words the directory that keeps when the shop was made
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        if (words.length != 1) {
            throw new IllegalArgumentException("one argument is expected: a directory");
        }
        new RemoteDemo(System.getenv()).open(Path.of(words[0]));
    }

    private void open(Path directory) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Files.createDirectories(directory);
        Door door = door("STREAMWHEEL_INGEST_URL", "STREAMWHEEL_ANALYSIS_URL");
        Door asSeenByPeople =
                door("STREAMWHEEL_PUBLIC_INGEST_URL", "STREAMWHEEL_PUBLIC_ANALYSIS_URL");
        try (DemoShop shop = new DemoShop(directory.resolve("demo-moment"), Clock.systemUTC())) {
            shop.open(door, out::println);
            out.println(
                    Greeting.of(asSeenByPeople, directory.toString(), Optional.of(shop), false));
        }
    }

    private Door door(String ingest, String analysis) {
        return new Door(
                required(ingest),
                required(analysis),
                required(Keys.WRITE_KEY),
                required(Keys.SERVER_KEY),
                environment.getOrDefault(Keys.CONSOLE_PASSWORD, ""));
    }

    private String required(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }
}
