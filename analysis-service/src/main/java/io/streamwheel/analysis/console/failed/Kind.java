package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.event.FailedEvent.Stage;
import java.util.Arrays;

/** In which way an event failed: at which stage, and why. */
record Kind(String stage, String reason) {

    /** More than any reason has. */
    private static final int MOST_LETTERS = 1_024;

    /**
     * @throws ConsoleProblem nothing can fail in that way
     */
    static Kind of(String stage, String reason) {
        if (Arrays.stream(Stage.values()).noneMatch(each -> each.slug().equals(stage))
                || reason.length() > MOST_LETTERS
                || reason.indexOf('\0') >= 0) {
            throw new ConsoleProblem("No event can fail in that way.");
        }
        return new Kind(stage, reason);
    }
}
