package io.streamwheel.benchmarks.flow;

import io.streamwheel.benchmarks.stack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * How the events went through, look by look.
 *
 * @param looks at even pauses, from before the first of these events to after the last
 */
public record Course(List<Look> looks) {

    public Course {
        looks = List.copyOf(looks);
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("nobody looked");
        }
    }

    /** What became of them. */
    public Totals totals() {
        return looks.getLast().totals().minus(looks.getFirst().totals());
    }

    /** Until the last of them was decided: the looks after that do not count. */
    public double seconds() {
        return end().seconds() - looks.getFirst().seconds();
    }

    /** Events a second. */
    public double rate() {
        return seconds() == 0 ? 0 : totals().decided() / seconds();
    }

    /** Events a second in each piece of so many seconds; a rest of less than half is left out. */
    public List<Double> rates(double piece) {
        List<Double> rates = new ArrayList<>();
        Look from = looks.getFirst();
        Look end = end();
        for (Look look : looks) {
            double seconds = look.seconds() - from.seconds();
            if (seconds >= piece || (look.equals(end) && seconds >= piece / 2)) {
                rates.add(look.totals().minus(from.totals()).decided() / seconds);
                from = look;
            }
            if (look.equals(end)) {
                break;
            }
        }
        return rates;
    }

    /** Messages that waited in the second queue at the worst moment. */
    public long deepestEnriched() {
        return looks.stream().mapToLong(Look::enriched).max().orElseThrow();
    }

    /** Of a service, until the last event was decided. */
    public Memory memory(Service service) {
        double end = end().seconds();
        return Memory.of(
                looks.stream()
                        .filter(look -> look.seconds() <= end)
                        .mapToLong(look -> look.resident().getOrDefault(service, 0L))
                        .toArray());
    }

    private Look end() {
        long decided = looks.getLast().totals().decided();
        return looks.stream()
                .filter(look -> look.totals().decided() == decided)
                .findFirst()
                .orElseThrow();
    }
}
