package io.streamwheel.analysis.console.pipeline;

import io.streamwheel.analysis.pipeline.PipelineStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline as it is drawn.
 *
 * @param queues by their name
 * @param troubles the gravest first
 */
record Flow(PipelineStatus status, Rates rates, Map<String, Queue> queues, List<Trouble> troubles) {

    /**
     * @param consumers null while that is not known
     * @param oldest null where that is not known
     * @param state {@code good}, {@code warn} or {@code bad}
     */
    record Queue(
            String name,
            long waiting,
            long parked,
            @Nullable Integer consumers,
            @Nullable Duration oldest,
            String state) {}

    /** {@code bad}, {@code warn} or {@code good}. */
    public String stateOf(String place) {
        return state(troubles, place);
    }

    static String state(List<Trouble> troubles, String place) {
        List<Trouble> there =
                troubles.stream().filter(trouble -> trouble.place().equals(place)).toList();
        if (there.stream().anyMatch(Trouble::grave)) {
            return "bad";
        }
        return there.isEmpty() ? "good" : "warn";
    }
}
