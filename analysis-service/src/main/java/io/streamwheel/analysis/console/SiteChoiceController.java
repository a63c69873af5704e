package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code POST /console/site}: looks at another site from now on. */
@Controller
final class SiteChoiceController {

    private final KnownSites sites;
    private final ChosenSite choice;

    SiteChoiceController(KnownSites sites, ChosenSite choice) {
        this.sites = sites;
        this.choice = choice;
    }

    @PostMapping("/console/site")
    String choose(@RequestParam String name, @RequestParam String to, HttpSession session) {
        sites.find(name).ifPresent(site -> choice.choose(session, site));
        String back = LogInAnswers.back(to);
        return "redirect:" + (back.isEmpty() ? LogInAnswers.FIRST : back);
    }
}
