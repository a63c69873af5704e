package io.streamwheel.benchmarks.evaluate;

import io.streamwheel.analysis.model.Evaluation;
import io.streamwheel.benchmarks.evaluate.Run.Failed;
import io.streamwheel.benchmarks.evaluate.Run.Outcome;
import io.streamwheel.benchmarks.evaluate.Run.Ran;
import io.streamwheel.benchmarks.exchange.Exchange;
import io.streamwheel.benchmarks.stack.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes, waits for their end, and never longer than the limit. */
record Runner(Exchange exchange, int threads, Duration limit) {

    Outcome run(Run run) throws IOException, InterruptedException {
        String file = run.name().replace(' ', '-');
        List<String> command = new ArrayList<>(run.command());
        command.add(exchange.directory().toString());
        command.add(file);
        command.add(Integer.toString(threads));
        command.add(Integer.toString(Evaluation.LONG));
        command.addAll(run.more());
        Path out = exchange.directory().resolve(file + ".out");
        Path log = exchange.directory().resolve(file + ".log");
        String fault = Command.finish(command, exchange.directory(), out, log, limit);
        if (!fault.isEmpty()) {
            return new Failed(fault);
        }
        try {
            return new Ran(exchange.figures(file), exchange.lists(file), Files.readString(out));
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Failed("left no figures or lists: " + unreadable.getMessage());
        }
    }
}
