package io.streamwheel.analysis.http;

import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.ScoreCard;
import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Builds of models, and which version is served. */
@RestController
final class ModelsHandler {

    private static final int LISTED = 50;

    private final ModelBuilds builds;
    private final BuildLog log;
    private final ModelStore store;
    private final ModelRegistry registry;

    ModelsHandler(ModelBuilds builds, BuildLog log, ModelStore store, ModelRegistry registry) {
        this.builds = builds;
        this.log = log;
        this.store = store;
        this.registry = registry;
    }

    @PostMapping("/v1/models/builds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(SiteId site) {
        return new Started(Long.toString(builds.start(site, "request").id()), "running");
    }

    @GetMapping("/v1/models/builds")
    Builds list(SiteId site) {
        return new Builds(log.newest(site, LISTED).stream().map(BuildBody::of).toList());
    }

    @GetMapping("/v1/models/builds/{id}")
    BuildBody build(SiteId site, @PathVariable String id) {
        return log.find(site, version(id)).map(BuildBody::of).orElseThrow(ModelsHandler::unknown);
    }

    @PostMapping("/v1/models/{version}/activate")
    Activated activate(SiteId site, @PathVariable String version) {
        if (!store.activate(site, version(version))) {
            throw unknown();
        }
        registry.refresh();
        return new Activated(version);
    }

    /** What cannot be a version is one that there is not. */
    private static long version(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw unknown();
        }
        return Long.parseLong(text);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-model",
                "Unknown model",
                "There is no such build, or its model is not kept any more.");
    }

    record Started(String id, String state) {}

    record Activated(String version) {}

    record Builds(List<BuildBody> items) {}

    record BuildBody(
            String id,
            String state,
            String trigger,
            double progress,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long interactions,
            ScoreCard.@Nullable Score baseline,
            ScoreCard.@Nullable Score repeats,
            @Nullable Double returns,
            List<ScoreCard.Score> candidates,
            @Nullable String chosen,
            @Nullable String reason) {

        static BuildBody of(Build build) {
            ScoreCard card = build.scoreCard();
            return new BuildBody(
                    Long.toString(build.id()),
                    build.state().name().toLowerCase(Locale.ROOT),
                    build.trigger(),
                    build.progress(),
                    build.startedAt(),
                    build.finishedAt(),
                    build.interactions(),
                    card == null ? null : card.baseline(),
                    card == null ? null : card.repeats(),
                    card == null ? null : card.returns(),
                    card == null ? List.of() : card.candidates(),
                    build.chosen(),
                    build.reason());
        }
    }
}
