package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.failed.ReplayJob;
import io.streamwheel.analysis.failed.ReplayJobs;
import io.streamwheel.analysis.failed.ReplayWorkers;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.site.KeyHolder;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Replays of many: begun, watched, made slower or faster, cancelled. */
@Controller
final class FailedReplaysController {

    /** As many as the interface lists. */
    static final int NEWEST = 50;

    private static final int ENDED = 4;

    private final ReplayJobs jobs;
    private final ReplayWorkers workers;
    private final PipelineMonitor pipeline;
    private final Figures figures;

    FailedReplaysController(
            ReplayJobs jobs, ReplayWorkers workers, PipelineMonitor pipeline, Figures figures) {
        this.jobs = jobs;
        this.workers = workers;
        this.pipeline = pipeline;
        this.figures = figures;
    }

    /**
     * Those that run, and the newest that have ended.
     *
     * @param reason of one kind of failed events; empty, as {@code stage}, for all
     */
    @GetMapping("/console/failed/replays")
    String replays(
            ConsoleSite site,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String reason,
            Model model)
            throws SQLException {
        @Nullable Kind kind = stage.isEmpty() ? null : Kind.of(stage, reason);
        List<ShownReplay> all =
                jobs.newest(site.id(), NEWEST).stream()
                        .map(ShownReplay::new)
                        .filter(each -> kind == null || each.is(kind))
                        .toList();
        model.addAttribute(
                "replays",
                Stream.concat(
                                all.stream().filter(ShownReplay::running),
                                all.stream().filter(each -> !each.running()).limit(ENDED))
                        .toList());
        model.addAttribute("waits", waits(site));
        return "failed/parts :: replays";
    }

    @GetMapping("/console/failed/progress")
    String progress(ConsoleSite site, @RequestParam String id, Model model) throws SQLException {
        model.addAttribute(
                "replay",
                jobs.find(site.id(), Asked.number(id))
                        .map(ShownReplay::new)
                        .orElseThrow(FailedReplaysController::unknown));
        model.addAttribute("waits", waits(site));
        return "failed/parts :: progress";
    }

    /** A replay waits for the broker, and says so by nothing but standing still. */
    private boolean waits(ConsoleSite site) {
        return !pipeline.read(site.id()).brokerAnswers();
    }

    @PostMapping("/console/failed/replay-group")
    String begin(
            ConsoleSite site,
            @RequestParam String stage,
            @RequestParam String reason,
            @RequestParam String rate,
            Model model,
            HttpServletResponse response)
            throws SQLException {
        Kind kind = Kind.of(stage, reason);
        int wanted = rate(rate);
        Optional<ShownReplay> running = running(site, kind);
        ReplayJob job =
                jobs.open(KeyHolder.operatorOf(site.id()), kind.stage(), kind.reason(), wanted);
        workers.look();
        boolean other = running.isPresent() && running.get().job().id() == job.id();
        return said(other ? goesOn(job) : begun(job), model, response);
    }

    private Optional<ShownReplay> running(ConsoleSite site, Kind kind) throws SQLException {
        return jobs.newest(site.id(), NEWEST).stream()
                .map(ShownReplay::new)
                .filter(each -> each.running() && each.is(kind))
                .findFirst();
    }

    private String goesOn(ReplayJob job) {
        return "A replay of these runs already, at %s a second: it is shown below."
                .formatted(figures.count(job.rate()));
    }

    private String begun(ReplayJob job) {
        return job.total() == 0
                ? "There is nothing to send: none of these names an event of this site."
                : "Sending %s, at most %s a second. What fails meanwhile is not among them."
                        .formatted(figures.count(job.total()), figures.count(job.rate()));
    }

    @PostMapping("/console/failed/rate")
    String setRate(
            ConsoleSite site,
            @RequestParam String id,
            @RequestParam String rate,
            Model model,
            HttpServletResponse response)
            throws SQLException {
        ReplayJob job =
                jobs.setRate(KeyHolder.operatorOf(site.id()), Asked.number(id), rate(rate))
                        .orElseThrow(FailedReplaysController::unknown);
        String words =
                job.state() == ReplayJob.State.RUNNING
                        ? "It goes on at %s a second.".formatted(figures.count(job.rate()))
                        : "It has ended already.";
        return said(words, model, response);
    }

    @PostMapping("/console/failed/cancel")
    String cancel(
            ConsoleSite site, @RequestParam String id, Model model, HttpServletResponse response)
            throws SQLException {
        ReplayJob job =
                jobs.cancel(KeyHolder.operatorOf(site.id()), Asked.number(id))
                        .orElseThrow(FailedReplaysController::unknown);
        String words =
                job.state() == ReplayJob.State.CANCELLED
                        ? "Cancelled. What was sent before goes its way; the others are failed as before."
                        : "It has ended already.";
        return said(words, model, response);
    }

    private static String said(String words, Model model, HttpServletResponse response) {
        response.setHeader(FailedController.TRIGGER, FailedController.ACTED);
        model.addAttribute("said", Said.yes(words));
        return "failed/parts :: said";
    }

    private static int rate(String rate) {
        long wanted = Asked.number(rate);
        if (wanted < 1 || wanted > ReplayJob.MAX_RATE) {
            throw new ConsoleProblem(
                    "A rate is a whole number from 1 to %d.".formatted(ReplayJob.MAX_RATE));
        }
        return (int) wanted;
    }

    private static ConsoleProblem unknown() {
        return new ConsoleProblem("There is no such replay any more.");
    }
}
