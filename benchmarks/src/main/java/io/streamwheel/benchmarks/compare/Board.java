package io.streamwheel.benchmarks.compare;

import io.streamwheel.benchmarks.flow.Figures;
import io.streamwheel.benchmarks.report.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What all rounds gave, and what was wrong in them. */
final class Board {

    private final Map<Line, List<Double>> values = new EnumMap<>(Line.class);
    private final List<String> faults = new ArrayList<>();
    private final Consumer<String> told;

    /**
     * @param told whoever wants to hear of each figure at once
     */
    Board(Consumer<String> told) {
        this.told = told;
    }

    /** One round's figure. */
    void add(Line line, double value) {
        values.computeIfAbsent(line, _ -> new ArrayList<>()).add(value);
        told.accept(String.format(Locale.ROOT, "  %-48s %12s", line.title(), Numbers.of(value)));
    }

    void faults(String when, List<String> what) {
        what.forEach(fault -> {
            faults.add(when + ": " + fault);
            told.accept("  FAULT " + when + ": " + fault);
        });
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whether nothing was lost or doubled. */
    boolean counts() {
        return faults.isEmpty();
    }

    List<Double> of(Line line) {
        return List.copyOf(values.getOrDefault(line, List.of()));
    }

    /** This round's, or the last one's that there is. */
    Optional<Double> latest(Line line) {
        List<Double> all = of(line);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /**
     * What the bar is held against: the figure, or the ratio to the peer's of the same round.
     * Nothing where one of them was not measured.
     */
    Optional<Figures> judged(Line line) {
        List<Double> ours = of(line);
        Line peer = line.peer();
        if (peer == null) {
            return ours.isEmpty() ? Optional.empty() : Optional.of(Figures.of(ours));
        }
        List<Double> theirs = of(peer);
        Bar bar = line.bar() == null ? Bar.least(1) : line.bar();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(bar.ratio(ours.get(i), theirs.get(i)));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Figures.of(ratios));
    }
}
