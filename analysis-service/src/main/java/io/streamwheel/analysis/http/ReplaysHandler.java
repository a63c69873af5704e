package io.streamwheel.analysis.http;

import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJobs;
import io.streamwheel.analysis.failed.ReplayWorkers;
import io.streamwheel.analysis.failed.Replayer;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.SiteId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends failed events through the pipeline again: one, or many in the background. */
@RestController
final class ReplaysHandler {

    private static final int LISTED = 50;

    /**
     * One was asked for.
     *
     * @param state of the failed event when it was asked for
     * @param sent false when it was resolved already
     */
    record Replayed(String id, String state, @Nullable String fate, boolean sent) {

        static Replayed of(Replayer.Outcome outcome) {
            FailedEventRow row = outcome.row();
            return new Replayed(Long.toString(row.id()), row.state(), row.fate(), outcome.sent());
        }
    }

    /** A job, see {@link ReplayJob}. */
    record Job(
            String id,
            String state,
            @Nullable String stage,
            @Nullable String reason,
            int ratePerSecond,
            long total,
            long sent,
            long skipped,
            long resolved,
            long failedAgain,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static Job of(ReplayJob job) {
            return new Job(
                    Long.toString(job.id()),
                    job.state().slug(),
                    job.stage(),
                    job.reason(),
                    job.rate(),
                    job.total(),
                    job.sent(),
                    job.skipped(),
                    job.resolved(),
                    job.failedAgain(),
                    job.createdAt(),
                    job.finishedAt());
        }
    }

    record Jobs(List<Job> items) {}

    private final Replayer replayer;
    private final ReplayJobs jobs;
    private final ReplayWorkers workers;

    ReplaysHandler(Replayer replayer, ReplayJobs jobs, ReplayWorkers workers) {
        this.replayer = replayer;
        this.jobs = jobs;
        this.workers = workers;
    }

    @PostMapping("/v1/failed-events/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(KeyHolder caller, @PathVariable String id, InputStream body) throws Exception {
        byte[] edited = EditedBody.read(body);
        return replayer.replay(caller, FailedEventQuery.number(id), edited)
                .map(Replayed::of)
                .orElseThrow(FailedEventQuery::unknown);
    }

    @PostMapping("/v1/failed-events/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Job replayMany(KeyHolder caller, InputStream body) throws IOException, SQLException {
        ReplayRequest request = ReplayRequest.ofReplay(body);
        ReplayJob job =
                jobs.open(caller, request.stage(), request.reason(), request.ratePerSecond());
        workers.look();
        return Job.of(job);
    }

    @GetMapping("/v1/failed-events/replays")
    Jobs list(SiteId site) throws SQLException {
        return new Jobs(jobs.newest(site, LISTED).stream().map(Job::of).toList());
    }

    @GetMapping("/v1/failed-events/replays/{id}")
    Job one(SiteId site, @PathVariable String id) throws SQLException {
        return jobs.find(site, FailedEventQuery.number(id))
                .map(Job::of)
                .orElseThrow(ReplaysHandler::unknown);
    }

    @PatchMapping("/v1/failed-events/replays/{id}")
    Job setRate(KeyHolder caller, @PathVariable String id, InputStream body)
            throws IOException, SQLException {
        return jobs.setRate(caller, FailedEventQuery.number(id), ReplayRequest.rate(body))
                .map(Job::of)
                .orElseThrow(ReplaysHandler::unknown);
    }

    @DeleteMapping("/v1/failed-events/replays/{id}")
    Job cancel(KeyHolder caller, @PathVariable String id) throws SQLException {
        return jobs.cancel(caller, FailedEventQuery.number(id))
                .map(Job::of)
                .orElseThrow(ReplaysHandler::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-replay",
                "Unknown replay",
                "There is no replay of many of that id.");
    }
}
