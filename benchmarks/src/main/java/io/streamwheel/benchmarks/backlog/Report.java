package io.streamwheel.benchmarks.backlog;

import io.streamwheel.benchmarks.flow.Course;
import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.stack.Service;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said at the end. */
final class Report {

    private static final double PIECE_SECONDS = 5;

    private final List<Double> steady = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    void steady(double rate) {
        steady.add(rate);
    }

    void faults(String when, List<String> what) {
        what.forEach(fault -> faults.add(when + ": " + fault));
    }

    boolean counts() {
        return faults.isEmpty();
    }

    /** The drain's rate over the median of the steady ones. */
    double ratio(double drain) {
        return drain / Figures.of(steady).median();
    }

    /**
     * What the drain shows.
     *
     * @param drain from the moment at which both were ready
     * @param startSeconds that both took to be ready
     * @param startEvents that were decided meanwhile
     */
    void print(PrintStream out, Course drain, double startSeconds, long startEvents) {
        long events = startEvents + drain.totals().decided();
        out.printf(Locale.ROOT, "steady rate          %s events/s%n", Figures.of(steady));
        rate(out, "drain, from ready    ", drain.rate());
        rate(out, "drain, from the start", events / (startSeconds + drain.seconds()));
        out.printf(
                Locale.ROOT,
                "                     %,d events in %.1f s, after %,d in %.1f s of starting%n",
                drain.totals().decided(),
                drain.seconds(),
                startEvents,
                startSeconds);
        List<Double> rates = drain.rates(PIECE_SECONDS);
        out.printf(Locale.ROOT, "stored/s by %.0f s     ", PIECE_SECONDS);
        rates.forEach(rate -> out.printf(Locale.ROOT, " %,.0f", rate));
        out.printf("%ndeepest events.enriched %,d messages%n", drain.deepestEnriched());
        out.println("resident MiB, median of each third    largest   third / second");
        for (Service service : List.of(Service.TRANSFORM, Service.ANALYSIS)) {
            out.printf("  %-9s %s%n", service.slug(), drain.memory(service).line());
        }
    }

    private void rate(PrintStream out, String what, double rate) {
        out.printf(
                Locale.ROOT,
                "%s %,.0f events/s, %.2f of the steady rate%n",
                what,
                rate,
                ratio(rate));
    }

    void printFaults(PrintStream out) {
        faults.forEach(fault -> out.println("FAULT " + fault));
        out.println(faults.isEmpty() ? "the accounting holds" : "the figures are void");
    }
}
