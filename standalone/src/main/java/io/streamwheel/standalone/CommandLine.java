package io.streamwheel.standalone;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param demo whether the demo shop is filled and shown
 * @param liveVisitors whether visitors go on coming after the first fill
 * @param training whether it ends when the demo shop is open: a run that Java learns from
 */
record CommandLine(boolean demo, Path dataDirectory, boolean liveVisitors, boolean training) {

    static final String USAGE =
            "usage: ./streamwheel demo [--data-dir DIR] [--no-live]\n"
                    + "       ./streamwheel run [--data-dir DIR]";

    /** The words do not say what to do; the message says which. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> words) throws UsageException {
        Iterator<String> rest = words.iterator();
        String command = rest.hasNext() ? rest.next() : "";
        boolean training = command.equals("train");
        if (!command.equals("demo") && !command.equals("run") && !training) {
            throw new UsageException(
                    command.isEmpty() ? "say what to do" : "unknown command: " + command);
        }
        boolean demo = command.equals("demo") || training;
        Path directory = Path.of("data", command);
        boolean live = demo && !training;
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--data-dir") && rest.hasNext()) {
                directory = Path.of(rest.next());
            } else if (word.startsWith("--data-dir=")) {
                directory = Path.of(word.substring("--data-dir=".length()));
            } else if (word.equals("--no-live") && demo) {
                live = false;
            } else if (word.equals("--data-dir")) {
                throw new UsageException("--data-dir needs a directory");
            } else {
                throw new UsageException("unknown argument: " + word);
            }
        }
        if (directory.toString().isEmpty()) {
            throw new UsageException("--data-dir needs a directory");
        }
        return new CommandLine(demo, directory.toAbsolutePath().normalize(), live, training);
    }
}
