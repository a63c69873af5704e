package io.streamwheel.analysis.console.models;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.model.Build;
import io.streamwheel.analysis.model.BuildLog;
import io.streamwheel.analysis.model.ModelBuilds;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ModelStore;
import io.streamwheel.analysis.model.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /console/models}: builds, what is served and why, and another version in its place. */
@Controller
final class ModelsController {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LISTED = 20;

    private final ModelBuilds builds;
    private final BuildLog log;
    private final ModelStore store;
    private final ModelRegistry registry;
    private final LiveStreams streams;

    ModelsController(
            ModelBuilds builds,
            BuildLog log,
            ModelStore store,
            ModelRegistry registry,
            LiveStreams streams) {
        this.builds = builds;
        this.log = log;
        this.store = store;
        this.registry = registry;
        this.streams = streams;
    }

    /** What the page shows the newest of. */
    private record Seen(List<Build> newest, long served) {}

    @GetMapping("/console/models")
    String page() {
        return "models/page";
    }

    @GetMapping("/console/models/served")
    String served(ConsoleSite site, Model model) {
        ServedModel served = registry.of(site.id()).orElse(null);
        model.addAttribute("served", served);
        model.addAttribute("build", served == null ? null : build(site, served.version()));
        return "models/parts :: served";
    }

    /** Lists go on being made from a model whose build cannot be looked up. */
    private @Nullable Build build(ConsoleSite site, long version) {
        try {
            return log.find(site.id(), version).orElse(null);
        } catch (DataAccessException away) {
            return null;
        }
    }

    @GetMapping("/console/models/builds")
    String builds(ConsoleSite site, Model model) {
        model.addAttribute("builds", log.newest(site.id(), LISTED));
        model.addAttribute("served", version(site));
        return "models/parts :: builds";
    }

    /**
     * One that was chosen stays when another model is served: the page asks for it again.
     *
     * @param version 0 for what is served
     */
    @GetMapping("/console/models/card")
    String card(ConsoleSite site, @RequestParam(defaultValue = "0") long version, Model model) {
        Optional<Build> build = log.find(site.id(), version == 0 ? version(site) : version);
        model.addAttribute("card", build.map(ScoreTable::of).orElse(null));
        model.addAttribute("chosen", version);
        return "models/parts :: card";
    }

    /** Says {@code builds} and {@code served} whenever these are no longer what they were. */
    @GetMapping("/console/models/stream")
    SseEmitter stream(ConsoleSite site) {
        return streams.open(reader -> {
            Seen last = look(site, null);
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                Seen now = look(site, last);
                if (!now.newest().equals(last.newest()) || now.served() != last.served()) {
                    reader.send(SseEmitter.event().name("builds").data(""));
                }
                if (now.served() != last.served()) {
                    reader.send(SseEmitter.event().name("served").data(""));
                }
                reader.send(SseEmitter.event().comment(""));
                last = now;
            }
        });
    }

    private Seen look(ConsoleSite site, @Nullable Seen last) {
        long served = version(site);
        try {
            return new Seen(log.newest(site.id(), 1), served);
        } catch (RuntimeException away) {
            return new Seen(last == null ? List.of() : last.newest(), served);
        }
    }

    @PostMapping("/console/models/build")
    String start(ConsoleSite site, Model model) {
        builds.start(site.id(), "request");
        return builds(site, model);
    }

    @PostMapping("/console/models/activate")
    String activate(ConsoleSite site, @RequestParam long version, Model model) {
        if (!store.activate(site.id(), version)) {
            throw new ConsoleProblem("That version is not kept any more.");
        }
        registry.refresh();
        return builds(site, model);
    }

    /** 0 where nothing is served. */
    private long version(ConsoleSite site) {
        return registry.of(site.id()).map(ServedModel::version).orElse(0L);
    }
}
