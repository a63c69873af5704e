package io.streamwheel.analysis.console.welcome;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.Figures;
import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.recommend.ServedLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far a site has come. */
final class Progress {

    static final int SOME_EVENTS = 100;

    private final PipelineMonitor pipeline;
    private final ModelRegistry models;
    private final BuildLog builds;
    private final ServedLists served;
    private final MilestoneTable milestones;
    private final Figures figures;

    Progress(
            PipelineMonitor pipeline,
            ModelRegistry models,
            BuildLog builds,
            ServedLists served,
            MilestoneTable milestones,
            Figures figures) {
        this.pipeline = pipeline;
        this.models = models;
        this.builds = builds;
        this.served = served;
        this.milestones = milestones;
        this.figures = figures;
    }

    /** The steps in their order. */
    List<Step> of(ConsoleSite site) {
        long stored = pipeline.read(site.id()).totals().stored();
        Set<Milestone> reached = milestones.of(site.id());
        List<Step> steps = new ArrayList<>();
        steps.add(step("Make a site", true, 1, site.name()));
        steps.add(snippet(reached, stored));
        steps.add(
                step(
                        "See the first event",
                        stored > 0,
                        0,
                        stored > 0
                                ? figures.count(stored) + " stored"
                                : "Open a page that has the snippet, or send a test event below."));
        steps.add(
                step(
                        "Collect 100 events",
                        stored >= SOME_EVENTS,
                        Math.min(1, stored / (double) SOME_EVENTS),
                        stored >= SOME_EVENTS
                                ? "enough to begin with; more makes it better"
                                : figures.count(stored) + " of " + SOME_EVENTS));
        steps.add(model(site));
        steps.add(list(site, reached));
        return withNext(steps);
    }

    private static Step snippet(Set<Milestone> reached, long stored) {
        boolean copied = reached.contains(Milestone.SNIPPET_COPIED);
        return step(
                "Copy a snippet",
                copied || stored > 0,
                0,
                copied
                        ? "copied"
                        : stored > 0
                                ? "events come in already"
                                : "Choose one for your pages or your back end, and copy it.");
    }

    private Step model(ConsoleSite site) {
        String title = "Build a model";
        Optional<ServedModel> model = models.of(site.id());
        if (model.isPresent()) {
            return step(
                    title,
                    true,
                    1,
                    "%s, version %d, %s"
                            .formatted(
                                    model.get().name(),
                                    model.get().version(),
                                    figures.ago(model.get().trainedAt())));
        }
        Optional<Build> running =
                builds.newest(site.id(), 1).stream()
                        .filter(build -> build.state() == Build.State.RUNNING)
                        .findFirst();
        return running.map(build -> step(title, false, build.progress(), "being built"))
                .orElseGet(() ->
                        step(
                                title,
                                false,
                                0,
                                "Starts by itself with the first interactions: views, carts,"
                                        + " purchases of items."));
    }

    private Step list(ConsoleSite site, Set<Milestone> reached) {
        boolean is = reached.contains(Milestone.LIST_SERVED);
        if (!is && served.includes(site.id())) {
            milestones.add(site.id(), Milestone.LIST_SERVED);
            is = true;
        }
        return step(
                "Serve a recommendation",
                is,
                0,
                is
                        ? "your site asks for lists"
                        : "Ask for a list with the server key; the last snippet shows how.");
    }

    private static Step step(String title, boolean done, double share, String words) {
        return new Step(title, done, false, done ? 1 : share, words);
    }

    private static List<Step> withNext(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).done()) {
                steps.set(i, steps.get(i).asNext());
                break;
            }
        }
        return List.copyOf(steps);
    }
}
