package io.streamwheel.analysis.console.welcome;

import io.streamwheel.analysis.console.ConsoleSettings;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.interaction.EventLocation;
import io.streamwheel.analysis.interaction.EventLocator;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.SiteKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** {@code /console/welcome}: the way from an empty site to the first recommendation. */
@Controller
final class WelcomeController {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MAX_ID = 128;

    private final Progress progress;
    private final MilestoneTable milestones;
    private final EventLocator events;
    private final FailedEvents failedEvents;
    private final SiteKeys keys;
    private final KnownSites sites;
    private final LiveStreams streams;
    private final ConsoleSettings settings;

    WelcomeController(
            Progress progress,
            MilestoneTable milestones,
            EventLocator events,
            FailedEvents failedEvents,
            SiteKeys keys,
            KnownSites sites,
            LiveStreams streams,
            ConsoleSettings settings) {
        this.progress = progress;
        this.milestones = milestones;
        this.events = events;
        this.failedEvents = failedEvents;
        this.keys = keys;
        this.sites = sites;
        this.streams = streams;
        this.settings = settings;
    }

    @GetMapping("/console/welcome")
    String page(Model model) {
        String here = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        model.addAttribute("collector", settings.collector());
        model.addAttribute("snippets", Snippets.of(settings.collector(), here));
        model.addAttribute("placeholder", Snippets.KEY);
        return "welcome/page";
    }

    @GetMapping("/console/welcome/progress")
    String progress(ConsoleSite site, Model model) throws SQLException {
        Seen seen = look(site);
        model.addAttribute("steps", seen.steps());
        model.addAttribute("done", seen.steps().stream().filter(Step::done).count());
        model.addAttribute("failing", seen.failing());
        return "welcome/parts :: progress";
    }

    /** What the progress shows. */
    private record Seen(List<Step> steps, boolean failing) {}

    private Seen look(ConsoleSite site) throws SQLException {
        return new Seen(progress.of(site), failedEvents.hasOpen(site.id()));
    }

    /** Says {@code changed} whenever a step is no longer what it was, or events begin to fail. */
    @GetMapping("/console/welcome/stream")
    SseEmitter stream(ConsoleSite site) {
        return streams.open(reader -> {
            Seen last = new Seen(List.of(), false);
            while (true) {
                Seen now = lookOr(last, site);
                reader.send(
                        now.equals(last)
                                ? SseEmitter.event().comment("")
                                : SseEmitter.event().name("changed").data(""));
                last = now;
                Thread.sleep(BETWEEN_LOOKS);
            }
        });
    }

    private Seen lookOr(Seen last, ConsoleSite site) {
        try {
            return look(site);
        } catch (SQLException | RuntimeException away) {
            return last;
        }
    }

    @PostMapping("/console/welcome/copied")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void copied(ConsoleSite site) {
        milestones.add(site.id(), Milestone.SNIPPET_COPIED);
    }

    /** Its answer shows the key, this once. */
    @PostMapping("/console/welcome/key")
    String makeKey(ConsoleSite site, Model model) {
        model.addAttribute("key", keys.add(KeyHolder.operatorOf(site.id()), KeyKind.WRITE).text());
        return "welcome/parts :: key";
    }

    @PostMapping("/console/welcome/site")
    String makeSite(@RequestParam String name, Model model) {
        model.addAttribute("made", sites.make(name));
        return "welcome/parts :: site";
    }

    /**
     * Where the test event is; 204 while it is under way.
     *
     * @param answered and {@code seen} are milliseconds by the browser's clock
     */
    @GetMapping("/console/welcome/event")
    String event(
            ConsoleSite site,
            @RequestParam String id,
            @RequestParam long answered,
            @RequestParam long seen,
            Model model,
            HttpServletResponse response)
            throws SQLException {
        Optional<EventLocation> found =
                id.isEmpty() || id.length() > MAX_ID
                        ? Optional.empty()
                        : events.find(site.id(), id);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return "welcome/parts :: nothing";
        }
        model.addAttribute("id", id);
        model.addAttribute("way", Way.of(found.get(), answered, seen));
        return "welcome/parts :: way";
    }
}
