package io.streamwheel.analysis.console.live;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.LiveStreams;
import io.streamwheel.analysis.failed.FailedEventWhole;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.live.LiveFilter;
import io.streamwheel.analysis.live.StoredEvent;
import io.streamwheel.analysis.live.StoredEvents;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.event.EventTypes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /console/live}: events as they are decided on. */
@Controller
final class LiveController {

    private static final List<String> FATES = Arrays.stream(Fate.values()).map(Fate::slug).toList();
    private static final List<String> TYPES =
            Stream.of(
                            EventTypes.OF_ITEMS,
                            EventTypes.OF_USERS,
                            Set.of(
                                    EventTypes.SEARCH,
                                    EventTypes.PAGE,
                                    EventTypes.IDENTIFY,
                                    EventTypes.DISMISS))
                    .flatMap(Set::stream)
                    .sorted()
                    .toList();

    private final LiveFeed feed;
    private final LiveStreams streams;
    private final StoredEvents stored;
    private final FailedEvents failed;

    LiveController(LiveFeed feed, LiveStreams streams, StoredEvents stored, FailedEvents failed) {
        this.feed = feed;
        this.streams = streams;
        this.stored = stored;
        this.failed = failed;
    }

    /**
     * @param asked {@code fate}, {@code type}, {@code visitor} and {@code item}, as {@link
     *     LiveFilter} has them
     */
    @GetMapping("/console/live")
    String page(@RequestParam Map<String, String> asked, Model model) {
        model.addAttribute("filter", filterOf(asked));
        model.addAttribute("fates", FATES);
        model.addAttribute("types", TYPES);
        return "live/page";
    }

    /** What it says is said at {@link LiveFeed}. */
    @GetMapping("/console/live/stream")
    SseEmitter stream(ConsoleSite site, @RequestParam Map<String, String> asked) {
        return streams.open(feed.of(site, filterOf(asked)));
    }

    private static LiveFilter filterOf(Map<String, String> asked) {
        String fate = asked.getOrDefault("fate", "");
        return new LiveFilter(
                FATES.contains(fate) ? fate : "",
                Asked.text(asked.getOrDefault("type", "")),
                Asked.text(asked.getOrDefault("visitor", "")),
                Asked.text(asked.getOrDefault("item", "")));
    }

    /** A stored event. */
    @GetMapping("/console/live/stored")
    String stored(ConsoleSite site, @RequestParam String key, Model model) {
        return show(stored.find(site.id(), uuid(key)), "", model);
    }

    /**
     * A duplicate: the copy that counts.
     *
     * @param key what that one is stored under; empty where only the id is known
     */
    @GetMapping("/console/live/duplicate")
    String duplicate(
            ConsoleSite site,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam String reason,
            Model model) {
        Optional<StoredEvent> counts =
                key.isEmpty()
                        ? stored.find(site.id(), Asked.id(id))
                        : stored.find(site.id(), uuid(key));
        return show(counts, Reasons.ofDuplicate(reason), model);
    }

    private static String show(Optional<StoredEvent> found, String why, Model model) {
        model.addAttribute("why", why);
        found.ifPresent(event -> {
            model.addAttribute("event", event);
            model.addAttribute("raw", Opened.raw(event));
            model.addAttribute("enriched", Opened.enriched(event));
            model.addAttribute("correction", Opened.correction(event));
        });
        return "live/parts :: stored";
    }

    /** A filtered one, of which only this much came as far as here. */
    @GetMapping("/console/live/filtered")
    String filtered(@RequestParam String reason, Model model) {
        model.addAttribute("reason", reason);
        return "live/parts :: filtered";
    }

    @GetMapping("/console/live/failed")
    String failed(ConsoleSite site, @RequestParam long id, Model model) throws SQLException {
        Optional<FailedEventWhole> found = failed.get(site.id(), id);
        found.ifPresent(whole -> {
            model.addAttribute("row", whole.row());
            model.addAttribute("raw", Opened.raw(whole.row()));
        });
        return "live/parts :: failed";
    }

    private static UUID uuid(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw new ConsoleProblem("No event has such a key.");
        }
    }
}
