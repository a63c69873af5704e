package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.site.KeyEntry;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.analysis.site.KeyKind;
import io.streamwheel.analysis.site.NewKey;
import io.streamwheel.analysis.site.SiteKeys;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /console/sites/keys}: the keys of a site. Every request names the site that its page
 * shows: beside it another one may have been chosen.
 */
@Controller
final class KeysController {

    private static final String CHANGED = "keys-changed";

    private final SiteKeys keys;
    private final KnownSites sites;

    KeysController(SiteKeys keys, KnownSites sites) {
        this.keys = keys;
        this.sites = sites;
    }

    @GetMapping("/console/sites/keys")
    String list(@RequestParam String site, Model model) {
        ConsoleSite shown = sites.named(site);
        model.addAttribute("site", shown);
        model.addAttribute("keys", ShownKeys.of(keys.list(shown.id())));
        model.addAttribute("form", SentForms.number());
        return "sites/keys :: list";
    }

    @PostMapping("/console/sites/keys")
    String make(
            @RequestParam String site,
            @RequestParam String kind,
            @RequestParam String form,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        KeyKind wanted =
                KeyKind.find(kind)
                        .orElseThrow(
                                () -> new ConsoleProblem("A key is a write key or a server key."));
        ConsoleSite of = sites.named(site);
        Supplier<NewKey> make = () -> keys.add(KeyHolder.operatorOf(of.id()), wanted);
        model.addAttribute("replaced", null);
        return made(of, SentForms.once(session, form, make), model, response);
    }

    /** The step before a key is rotated. */
    @GetMapping("/console/sites/keys/rotate")
    String askToRotate(@RequestParam String site, @RequestParam long id, Model model) {
        ask(site, id, model);
        return "sites/keys :: rotate";
    }

    @PostMapping("/console/sites/keys/rotate")
    String rotate(
            @RequestParam String site,
            @RequestParam long id,
            @RequestParam String form,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        ConsoleSite of = sites.named(site);
        KeyEntry replaced = ShownKeys.of(keys.list(of.id())).find(id);
        Supplier<NewKey> rotate = () -> keys.rotate(KeyHolder.operatorOf(of.id()), id);
        model.addAttribute("replaced", replaced);
        return made(of, SentForms.once(session, form, rotate), model, response);
    }

    /** The step before a key is revoked, which says what stops then. */
    @GetMapping("/console/sites/keys/revoke")
    String askToRevoke(@RequestParam String site, @RequestParam long id, Model model) {
        ask(site, id, model);
        return "sites/keys :: revoke";
    }

    @PostMapping("/console/sites/keys/revoke")
    String revoke(
            @RequestParam String site,
            @RequestParam long id,
            Model model,
            HttpServletResponse response) {
        keys.revoke(KeyHolder.operatorOf(sites.named(site).id()), id);
        model.addAttribute("id", id);
        response.setHeader("HX-Trigger", CHANGED);
        return "sites/keys :: revoked";
    }

    private void ask(String site, long id, Model model) {
        ConsoleSite of = sites.named(site);
        ShownKeys shown = ShownKeys.of(keys.list(of.id()));
        KeyEntry key = shown.find(id);
        model.addAttribute("site", of);
        model.addAttribute("key", key);
        model.addAttribute("only", shown.isOnly(key));
        model.addAttribute("form", SentForms.number());
    }

    /** Above what was made before, whose text nobody may have copied yet. */
    private static String made(
            ConsoleSite site, NewKey made, Model model, HttpServletResponse response) {
        model.addAttribute("site", site);
        model.addAttribute("key", made.entry());
        model.addAttribute("text", made.text());
        response.setHeader("HX-Trigger", CHANGED);
        response.setHeader("HX-Retarget", "#keys-made");
        response.setHeader("HX-Reswap", "afterbegin show:#keys-made:top");
        return "sites/keys :: made";
    }
}
