package io.streamwheel.benchmarks.tune;

import io.streamwheel.benchmarks.flow.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What all turns gave, and what was wrong in them. */
final class Results {

    private final Map<Knob, Map<String, List<Turn>>> turns = new EnumMap<>(Knob.class);
    private final List<String> faults = new ArrayList<>();

    /** One round's. */
    void add(Knob knob, String value, Turn turn) {
        turns.computeIfAbsent(knob, _ -> new HashMap<>())
                .computeIfAbsent(value, _ -> new ArrayList<>())
                .add(turn);
    }

    void faults(String when, List<String> what) {
        what.forEach(fault -> faults.add(when + ": " + fault));
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whether nothing was lost or doubled. */
    boolean counts() {
        return faults.isEmpty();
    }

    /** Of which there is something to tell. */
    Set<Knob> knobs() {
        return turns.keySet();
    }

    /** Those of a value, in the order of the rounds. */
    List<Turn> of(Knob knob, String value) {
        return turns.getOrDefault(knob, Map.of()).getOrDefault(value, List.of());
    }

    /** A figure of all rounds; nothing before the first. */
    Optional<Figures> of(Knob knob, String value, ToDoubleFunction<Turn> figure) {
        return figures(of(knob, value).stream().mapToDouble(figure).boxed().toList());
    }

    /** Events stored a second, divided by what the default stored in the same round. */
    Optional<Figures> besideDefault(Knob knob, String value) {
        List<Turn> these = of(knob, value);
        List<Turn> usual = of(knob, knob.usual());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(these.size(), usual.size()); i++) {
            ratios.add(these.get(i).stored() / usual.get(i).stored());
        }
        return figures(ratios);
    }

    private static Optional<Figures> figures(List<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Figures.of(values));
    }
}
