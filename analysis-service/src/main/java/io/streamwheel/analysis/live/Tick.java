package io.streamwheel.analysis.live;

import java.util.List;

/**
 * What somebody sees of a moment.
 *
 * @param rows a sample of what came, oldest first
 * @param came how many came that fit
 * @param missed how many came in a hurry, so that nobody looked whether they fit
 */
public record Tick(List<LiveEvent> rows, long came, long missed) {

    public Tick {
        rows = List.copyOf(rows);
    }

    /** Whether there is nothing to tell. */
    public boolean saysNothing() {
        return came == 0 && missed == 0;
    }
}
