package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.failed.Discards;
import io.streamwheel.analysis.failed.EditedPayload;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.FailedEventWhole;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.failed.ReplayRefusedException.Reason;
import io.streamwheel.analysis.site.KeyHolder;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /console/failed?id=}: one failed event, to be mended and replayed, or given up. */
@Controller
final class FailedEventController {

    private final FailedEvents failedEvents;
    private final OneReplay replay;
    private final Discards discards;

    FailedEventController(FailedEvents failedEvents, OneReplay replay, Discards discards) {
        this.failedEvents = failedEvents;
        this.replay = replay;
        this.discards = discards;
    }

    @GetMapping("/console/failed/state")
    String state(ConsoleSite site, @RequestParam String id, Model model) throws SQLException {
        Optional<FailedEventWhole> found = failedEvents.get(site.id(), Asked.number(id));
        if (found.isEmpty()) {
            return "failed/one :: unknown";
        }
        FailedEventWhole failed = found.get();
        model.addAttribute("failed", failed);
        model.addAttribute("words", Explanation.of(failed.row().reason()));
        model.addAttribute("refusal", failed.refusal().map(Reason::detail).orElse(""));
        return "failed/one :: state";
    }

    /**
     * @param all whether more of it is wanted than a glance needs
     */
    @GetMapping("/console/failed/payload")
    String payload(
            ConsoleSite site,
            @RequestParam String id,
            @RequestParam(defaultValue = "false") boolean all,
            Model model)
            throws SQLException {
        Optional<FailedEventWhole> found = failedEvents.get(site.id(), Asked.number(id));
        if (found.isEmpty()) {
            return "failed/one :: gone";
        }
        FailedEventWhole failed = found.get();
        byte[] bytes = failed.row().payload();
        byte[] shared = failed.shared();
        model.addAttribute("failed", failed);
        model.addAttribute(
                "payload", ShownPayload.of(bytes, all ? ShownPayload.MANY : ShownPayload.SOME));
        model.addAttribute("fits", !all && bytes.length <= ShownPayload.MANY);
        model.addAttribute(
                "shared", shared == null ? null : ShownPayload.of(shared, ShownPayload.SOME));
        return "failed/one :: payload";
    }

    /** The original bytes as they are. */
    @GetMapping("/console/failed/download")
    ResponseEntity<byte[]> download(ConsoleSite site, @RequestParam String id) throws SQLException {
        FailedEventRow row =
                failedEvents
                        .get(site.id(), Asked.number(id))
                        .map(FailedEventWhole::row)
                        .orElseThrow(() -> new ConsoleProblem(Said.UNKNOWN.words()));
        boolean text = !ShownPayload.of(row.payload(), ShownPayload.SOME).binary();
        String name = "failed-event-%d.%s".formatted(row.id(), text ? "txt" : "bin");
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(row.payload());
    }

    @GetMapping("/console/failed/edit")
    String edit(ConsoleSite site, @RequestParam String id, Model model) throws SQLException {
        Optional<FailedEventWhole> found = failedEvents.get(site.id(), Asked.number(id));
        if (found.isEmpty() || !found.get().row().isOpen()) {
            return "failed/one :: decided";
        }
        FailedEventWhole failed = found.get();
        byte[] edited = failed.edited();
        model.addAttribute("before", edited != null);
        return edit(
                failed.row().id(),
                ShownPayload.draft(
                        edited == null ? failed.row().payload() : edited, EditedPayload.MAX_BYTES),
                null,
                model);
    }

    private static String edit(long id, String draft, @Nullable Said said, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("draft", draft);
        model.addAttribute("said", said);
        model.addAttribute("limit", EditedPayload.MAX_BYTES);
        model.addAttribute("levels", EditedPayload.MAX_DEPTH);
        return "failed/one :: edit";
    }

    /** What was typed comes back whatever came of it. */
    @PostMapping("/console/failed/edited")
    String replayEdited(
            ConsoleSite site,
            @RequestParam String id,
            @RequestParam String payload,
            Model model,
            HttpServletResponse response)
            throws Exception {
        long number = Asked.number(id);
        Said said = replay.send(site, number, payload);
        tell(said, response);
        model.addAttribute("before", false);
        return edit(number, payload, said, model);
    }

    @PostMapping("/console/failed/replay")
    String replay(
            ConsoleSite site, @RequestParam String id, Model model, HttpServletResponse response)
            throws Exception {
        return said(replay.send(site, Asked.number(id), null), model, response);
    }

    @PostMapping("/console/failed/discard")
    String discard(
            ConsoleSite site, @RequestParam String id, Model model, HttpServletResponse response)
            throws SQLException {
        Said said =
                discards.discard(KeyHolder.operatorOf(site.id()), Asked.number(id))
                        .map(FailedEventController::ofDiscard)
                        .orElse(Said.UNKNOWN);
        return said(said, model, response);
    }

    private static Said ofDiscard(FailedEventRow before) {
        if (before.isOpen()) {
            return Said.yes("Discarded. Its bytes are gone; it stays counted as failed.");
        }
        return before.isDiscarded()
                ? Said.yes("It was discarded before.")
                : Said.no(
                        HttpStatus.CONFLICT,
                        "Nothing was discarded: a replay of it went through before, and it is %s."
                                .formatted(before.fate()));
    }

    private static String said(Said said, Model model, HttpServletResponse response) {
        tell(said, response);
        model.addAttribute("said", said);
        return "failed/parts :: said";
    }

    private static void tell(Said said, HttpServletResponse response) {
        response.setStatus(said.status().value());
        response.setHeader(FailedController.TRIGGER, FailedController.ACTED);
    }
}
