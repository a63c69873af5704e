package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.failed.Discards;
import io.streamwheel.analysis.failed.FailedEventAudit;
import io.streamwheel.analysis.failed.FailedEventFilter;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.site.KeyHolder;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /console/failed}: what failed, by reason, and those of one reason. */
@Controller
final class FailedController {

    /** Tells the parts of a page that the operator changed something. */
    static final String TRIGGER = "HX-Trigger";

    static final String ACTED = "acted";

    private static final int LISTED = 25;
    private static final int DEEDS = 12;
    private static final List<Integer> RATES = List.of(10, 50, 100, 500, 2_000, 10_000);

    private final FailedEvents failedEvents;
    private final FailedEventAudit audit;
    private final Discards discards;
    private final PipelineMonitor pipeline;

    FailedController(
            FailedEvents failedEvents,
            FailedEventAudit audit,
            Discards discards,
            PipelineMonitor pipeline) {
        this.failedEvents = failedEvents;
        this.audit = audit;
        this.discards = discards;
        this.pipeline = pipeline;
    }

    /**
     * @param id of one failed event; empty for all of them
     * @param event the id that an event has at its site, to look for it
     */
    @GetMapping("/console/failed")
    String page(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String event,
            Model model) {
        if (id.isEmpty()) {
            model.addAttribute("event", event);
            return "failed/page";
        }
        model.addAttribute("id", Asked.number(id));
        return "failed/event";
    }

    @GetMapping("/console/failed/groups")
    String groups(ConsoleSite site, Model model) throws SQLException {
        List<ShownGroup> groups =
                failedEvents.groups(site.id()).stream().map(ShownGroup::of).toList();
        model.addAttribute("groups", groups);
        if (groups.isEmpty()) {
            model.addAttribute("past", pipeline.read(site.id()).totals().failed());
        }
        return "failed/parts :: groups";
    }

    @GetMapping("/console/failed/deeds")
    String deeds(ConsoleSite site, Model model) throws SQLException {
        model.addAttribute(
                "deeds",
                audit.page(site.id(), Long.MAX_VALUE, DEEDS).stream().map(ShownDeed::new).toList());
        return "failed/parts :: deeds";
    }

    @GetMapping("/console/failed/group")
    String group(@RequestParam String stage, @RequestParam String reason, Model model) {
        Kind kind = Kind.of(stage, reason);
        model.addAttribute("kind", kind);
        model.addAttribute("words", Explanation.of(kind.reason()));
        model.addAttribute("rates", RATES);
        return "failed/group";
    }

    @GetMapping("/console/failed/numbers")
    String numbers(
            ConsoleSite site, @RequestParam String stage, @RequestParam String reason, Model model)
            throws SQLException {
        Kind kind = Kind.of(stage, reason);
        model.addAttribute(
                "group",
                failedEvents.groups(site.id()).stream()
                        .map(ShownGroup::of)
                        .filter(group -> group.is(kind))
                        .findFirst()
                        .map(ShownGroup::group)
                        .orElse(null));
        return "failed/parts :: numbers";
    }

    /**
     * @param before where the page before this one ended; empty for the first
     */
    @GetMapping("/console/failed/events")
    String events(
            ConsoleSite site,
            @RequestParam String stage,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String before,
            Model model)
            throws SQLException {
        Kind kind = Kind.of(stage, reason);
        List<FailedEventRow> rows =
                failedEvents.page(
                        site.id(),
                        FailedEventFilter.open(kind.stage(), kind.reason()),
                        before.isEmpty() ? Long.MAX_VALUE : Asked.number(before),
                        LISTED + 1);
        boolean more = rows.size() > LISTED;
        model.addAttribute("events", rows.stream().limit(LISTED).map(ShownEvent::of).toList());
        model.addAttribute("next", more ? rows.get(LISTED - 1).id() : null);
        model.addAttribute("kind", kind);
        return before.isEmpty() ? "failed/parts :: events" : "failed/parts :: rows";
    }

    /** Those that are known by that id, decided or not. */
    @GetMapping("/console/failed/found")
    String found(ConsoleSite site, @RequestParam String event, Model model) throws SQLException {
        FailedEventFilter filter =
                new FailedEventFilter(null, null, Asked.text(event), null, null, null);
        model.addAttribute(
                "events",
                failedEvents.page(site.id(), filter, Long.MAX_VALUE, LISTED).stream()
                        .map(ShownEvent::of)
                        .toList());
        return "failed/parts :: found";
    }

    @PostMapping("/console/failed/discard-group")
    String discard(
            ConsoleSite site,
            @RequestParam String stage,
            @RequestParam String reason,
            Model model,
            HttpServletResponse response)
            throws SQLException {
        Kind kind = Kind.of(stage, reason);
        int count = discards.discard(KeyHolder.operatorOf(site.id()), kind.stage(), kind.reason());
        response.setHeader(TRIGGER, ACTED);
        model.addAttribute("discarded", count);
        model.addAttribute("more", count == Discards.MOST);
        return "failed/parts :: discarded";
    }
}
