package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.failed.ReplayJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows, as far as it is cheap to ask every second.
 *
 * @param changed when a failed event changed last
 * @param event when the one that the page is about did
 * @param jobs the newest replays of many
 * @param broker whether it answers: without it no replay goes on
 */
record Seen(
        Optional<Instant> changed, Optional<Instant> event, List<ReplayJob> jobs, boolean broker) {

    static final String CHANGED = "changed";
    static final String EVENT = "event";
    static final String JOBS = "jobs";
    static final String PROGRESS = "progress";

    private record Course(long id, ReplayJob.State state, int rate) {}

    /**
     * The parts of the page that are no longer what they were.
     *
     * @param last null when nobody knows what the page shows
     */
    List<String> since(@Nullable Seen last) {
        if (last == null) {
            return List.of(CHANGED, EVENT, JOBS, PROGRESS);
        }
        List<String> parts = new ArrayList<>();
        add(parts, CHANGED, !changed.equals(last.changed));
        add(parts, EVENT, !event.equals(last.event));
        add(parts, JOBS, !courses().equals(last.courses()));
        add(parts, PROGRESS, !jobs.equals(last.jobs) || broker != last.broker);
        return parts;
    }

    private static void add(List<String> parts, String part, boolean is) {
        if (is) {
            parts.add(part);
        }
    }

    /** Without what only the bars show. */
    private List<Course> courses() {
        return jobs.stream().map(job -> new Course(job.id(), job.state(), job.rate())).toList();
    }
}
