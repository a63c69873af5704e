package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.KnownSites;
import io.streamwheel.analysis.site.AdminKey;
import io.streamwheel.analysis.site.SiteEntry;
import io.streamwheel.analysis.site.SiteRegister;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /console/sites}: the sites, and a further one. */
@Controller
final class SitesController {

    private static final int LISTED = 50;

    private final SiteRegister register;
    private final KnownSites sites;
    private final AdminKey adminKey;

    SitesController(SiteRegister register, KnownSites sites, AdminKey adminKey) {
        this.register = register;
        this.sites = sites;
        this.adminKey = adminKey;
    }

    @GetMapping("/console/sites")
    String page(Model model) {
        model.addAttribute("adminKeyIsSet", adminKey.isSet());
        return "sites/page";
    }

    /**
     * @param after the name that ended the page before this one; empty for the first
     */
    @GetMapping("/console/sites/list")
    String list(@RequestParam(defaultValue = "") String after, Model model) {
        List<SiteEntry> found = register.page(Asked.text(after), LISTED + 1);
        boolean more = found.size() > LISTED;
        List<SiteEntry> shown = more ? found.subList(0, LISTED) : found;
        model.addAttribute("sites", shown);
        model.addAttribute("next", more ? shown.getLast().name() : null);
        return after.isEmpty() ? "sites/parts :: list" : "sites/parts :: rows";
    }

    /** Its answer shows the site's first keys, this once. */
    @PostMapping("/console/sites/new")
    String make(@RequestParam String name, Model model, HttpServletResponse response) {
        model.addAttribute("made", sites.make(name));
        response.setHeader("HX-Trigger", "sites-changed");
        return "sites/parts :: made";
    }
}
